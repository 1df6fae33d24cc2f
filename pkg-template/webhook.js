// What the services post: verified and decoded by the module, an event for each.

import { build, decode } from "./build.js";
import { failure } from "./failure.js";
import { refuse } from "./options.js";

// What a webhook may hold, in bytes, and how long it may take to come, in milliseconds.
const MOST = 2 ** 20;
const PATIENCE = 30_000;

const isSecret = (text) =>
  typeof text === "string" && !!text && !/\p{Cc}/u.test(text) && text.trim() === text;

/** Texts that prove who posts: several while one is exchanged for another. */
const secrets = (value, path) => {
  const list = Array.isArray(value) ? value : [value];
  if (!list.length || list.length > 8 || !list.every(isSecret)) {
    refuse(path, "must be a non-empty text, or a list of them (is the environment variable set?)");
  }
  return list;
};

const size = (value, path) =>
  Number.isInteger(value) && value > 0 && value <= 2 ** 26
    ? value
    : refuse(path, `must be a whole number of bytes from 1 to ${2 ** 26}`);

const milliseconds = (value, path) =>
  value > 0 && value < 2 ** 31 ? value : refuse(path, "must be a number of milliseconds above 0");

const options = (given, own) => {
  if (typeof given !== "object" || !given) refuse("options", "must be an object");
  for (const name of Object.keys(given)) {
    if (![...own, "maxBytes", "timeoutMs"].includes(name)) {
      refuse(name, `is no option: there are ${[...own, "maxBytes", "timeoutMs"].join(", ")}`);
    }
  }
  const [secret] = own;
  return {
    accepted: secrets(given[secret], secret),
    maxBytes: size(given.maxBytes ?? MOST, "maxBytes"),
    timeoutMs: milliseconds(given.timeoutMs ?? PATIENCE, "timeoutMs"),
    url: given.url,
  };
};

const tooLarge = () =>
  failure({ kind: "reply_too_large", message: "the webhook is larger than maxBytes" });

/** Reads a stream to its end, but not further than allowed, nor for longer. */
const drain = async (stream, { maxBytes, timeoutMs }) => {
  const reader = stream.getReader();
  let timer;
  const late = new Promise((_, reject) => {
    const message = "the webhook did not come whole within timeoutMs";
    timer = setTimeout(() => reject(failure({ kind: "timeout", message })), timeoutMs);
  });
  const pieces = [];
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await Promise.race([reader.read(), late]);
      if (done) break;
      length += value.length;
      if (length > maxBytes) throw tooLarge();
      pieces.push(value);
    }
  } catch (error) {
    // Nobody waits for it.
    reader.cancel().catch(() => {});
    if (error.code) throw error;
    throw failure({ kind: "connection", message: "the webhook broke off" }, error);
  } finally {
    clearTimeout(timer);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
};

/** The body as bytes: of a request, or as it was read already. */
const read = async (input, limits) => {
  if (typeof input === "string") {
    // Encoding would change it without a word.
    if (/\p{Cs}/u.test(input)) refuse("input", "is text with half of a surrogate pair in it");
    return new TextEncoder().encode(input);
  }
  if (ArrayBuffer.isView(input)) {
    return new Uint8Array(input.buffer, input.byteOffset, input.byteLength);
  }
  if (Object.prototype.toString.call(input) === "[object ArrayBuffer]")
    return new Uint8Array(input);
  if (typeof input?.arrayBuffer !== "function" || !("body" in input)) {
    refuse("input", "must be a Request, text or bytes");
  }
  if (input.bodyUsed)
    refuse("input", "is a request whose body was read already: give what was read");
  return input.body ? drain(input.body, limits) : new Uint8Array();
};

/** The secret in a URL: exactly one, or none counts. */
const secretOf = (url) => {
  let given = [];
  try {
    given = new URL(url.href ?? url).searchParams.getAll("secret");
  } catch {
    refuse("url", "must be the absolute URL that the webhook was posted to");
  }
  return given.length === 1 ? given[0] : undefined;
};

const stamp = ({ updated, date } = {}) => updated ?? date ?? "";

/** The same for every delivery of one event, and for no other. */
const key = (service, name, id, ...rest) => JSON.stringify([service, name, id, ...rest]);

class Delivery {
  constructor(qlara, accepted, given) {
    this.qlara = qlara;
    this.accepted = accepted;
    this.given = given;
  }

  event(name, wireName, fingerprint, text, tape, head, payload) {
    const data = head ? build(tape, text, head, payload) : JSON.parse(decode(text));
    return this.qlara
      ? ofQlara(name, wireName, fingerprint, data)
      : ofHeymarket(name, wireName, fingerprint, data, !!head);
  }

  fail(json) {
    return failure(JSON.parse(json));
  }
}

const ofHeymarket = (type, name, fingerprint, data, known) => {
  const { id } = Object(data);
  const isId = typeof id === "string" || typeof id === "number";
  const told = isId ? [String(id), String(stamp(data))] : [fingerprint];
  // Both spellings of a type are one; what is not known goes by its own.
  const deduplicationKey = key("heymarket", type === "unknown" ? name : type, ...told);
  if (!known) return { type, name, deduplicationKey, data };
  const what = type.startsWith("message") ? "message" : "conversation";
  return { type, name, deduplicationKey, [what]: data };
};

const DELIVERED = { 3: true, 6: false };

const ofQlara = (type, name, fingerprint, data) => {
  const { messageId, statusCode, status, timestamp } = data;
  const told = messageId ? [messageId, statusCode ?? status, timestamp] : [fingerprint];
  return {
    type,
    name,
    deduplicationKey: key("qlara", type === "unknown" ? name : type, ...told),
    ...data,
    channel: data.channel?.toUpperCase() ?? null,
    delivered: DELIVERED[statusCode] ?? null,
  };
};

export const webhooks = (visit) => {
  const parse = async (input, { accepted, ...limits }, qlara, given) => {
    const body = await read(input, limits);
    if (body.length > limits.maxBytes) throw tooLarge();
    const delivery = new Delivery(qlara, accepted, given);
    return visit(({ webhook }) => webhook(delivery, body));
  };

  return {
    parseHeymarketWebhook: async (input, given) => parse(input, options(given, ["token"]), false),
    parseQlaraWebhook: async (input, given) => {
      const { url = input?.url, ...checked } = options(given, ["secret", "url"]);
      return parse(input, checked, true, secretOf(url ?? ""));
    },
  };
};
