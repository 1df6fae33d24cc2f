// The rules of every option, of clients and of calls. A refusal never shows the value: it may be a secret.

import { InvalidArgumentError } from "../errors/errors.ts";

export const refuse = (path, what, shown = path) => {
  throw new InvalidArgumentError(`${shown} ${what}`, { path });
};

const must = (test, what) => (value, path) => (test(value) ? value : refuse(path, what));
const isFunction = (value) => typeof value === "function";
const flag = must((value) => typeof value === "boolean", "must be true or false");

/** Whether `value` can follow "Bearer ": visible Latin-1, so no line break and no blank. */
export const isCredential = (value) =>
  typeof value === "string" && /^[\x21-\x7e\xa1-\xff]+$/.test(value);

// A timer above this overflows and fires at once.
const MAX_TIMEOUT = 2 ** 31 - 1;
// A reply, its decoded form and the objects made of it lie in memory at the same time.
const MAX_REPLY = 2 ** 26;

const baseUrl = (value, path) => {
  let url;
  try {
    url = new URL(value.href ?? value);
  } catch {}
  if (!/^https?:$/.test(url?.protocol)) refuse(path, "must be an absolute http or https URL");
  if (url.username || url.password || /[?#]/.test(url.href)) {
    refuse(path, "must have no user name, password, query or fragment");
  }
  return url;
};

/** The options that an iterator passes on to each of its calls. */
export const EACH_PAGE = ["signal", "timeoutMs", "deadlineMs", "maxRetries", "headers", "strict"];

/** The options of a call. */
export const EACH_CALL = [...EACH_PAGE, "raw"];

// What belongs to the call itself, or to the connection.
const RESERVED =
  /^(accept|authorization|connection|content-(encoding|length|type)|expect|host|keep-alive|te|trailer|transfer-encoding|upgrade|x-api-key)$/;

const headers = (value, path) => {
  if (typeof value !== "object" || !value) {
    refuse(path, "must be an object, a list of pairs or a Headers object");
  }
  const pairs = [];
  let given = value;
  if (!isFunction(value[Symbol.iterator])) {
    given = isFunction(value.forEach) ? [] : Object.entries(value);
    if (isFunction(value.forEach)) {
      value.forEach((text, name) => {
        given.push([name, text]);
      });
    }
  }
  for (const pair of given) {
    const [name, text] = Array.isArray(pair) ? pair : [];
    if (typeof name !== "string" || !/^[\w!#$%&'*+.^`|~-]+$/.test(name)) {
      refuse(path, "has a name that is no HTTP token");
    }
    const key = name.toLowerCase();
    if (RESERVED.test(key)) refuse(`${path}.${key}`, "is set by threadline and cannot be replaced");
    if (text === undefined) continue;
    // `fetch` would cut blanks off the ends without a word.
    if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(text) || text?.trim?.() !== text) {
      refuse(`${path}.${key}`, "must be a string of Latin-1 without line breaks and outer blanks");
    }
    pairs.push([key, text]);
  }
  return pairs;
};

const milliseconds = must(
  (value) => typeof value === "number" && value > 0 && value <= MAX_TIMEOUT,
  `must be a number of milliseconds above 0 and at most ${MAX_TIMEOUT}`,
);

const isRate = (value) =>
  value === undefined || (typeof value === "number" && value > 0 && value < 1e9);

/** `[a minute, a second]`; 0 is no limit. */
const rateLimit = (value, path) => {
  if (value === false) return [0, 0];
  const { perMinute, perSecond, ...rest } = Object(value);
  if (
    typeof value !== "object" ||
    !value ||
    Object.keys(rest).length ||
    (perMinute ?? perSecond) === undefined ||
    !isRate(perMinute) ||
    !isRate(perSecond)
  ) {
    refuse(path, "must be false or an object with perMinute, perSecond or both, numbers above 0");
  }
  return [perMinute ?? 0, perSecond ?? 0];
};

// What is copied along with a text and cannot be seen would make another secret of it.
const isSecret = (value) =>
  typeof value === "string" && /^\P{C}+$/u.test(value) && value.trim() === value;

const secret = must(
  isSecret,
  "must be a non-empty string without control characters and outer blanks",
);

/** Pairs of id and key. */
const secrets = (value, path) => {
  if (!Array.isArray(value) || value.length < 1 || value.length > 2) {
    refuse(path, "must be a list of one or two secrets");
  }
  return Array.from(value, (one, at) => {
    const { id, key, ...rest } = Object(one);
    const where = `${path}[${at}]`;
    if (typeof one !== "object" || !one || Object.keys(rest).length) {
      refuse(where, "must be an object with id and key");
    }
    return [secret(id, `${where}.id`), secret(key, `${where}.key`)];
  });
};

const RULES = {
  apiKey: must(isCredential, "must be a non-empty string of visible characters, without blanks"),
  token: must(isFunction, "must be a function that returns the token"),
  secretId: secret,
  secretKey: secret,
  secrets,
  baseUrl,
  allowInsecure: flag,
  fetch: must(isFunction, "must be a function like the global fetch"),
  headers,
  timeoutMs: milliseconds,
  deadlineMs: milliseconds,
  maxRetries: must(
    (value) => Number.isInteger(value) && value >= 0 && value <= 10,
    "must be a whole number from 0 to 10",
  ),
  rateLimit,
  coalesce: flag,
  idempotencyKeys: flag,
  onRequest: must(isFunction, "must be a function"),
  onResponse: must(isFunction, "must be a function"),
  onRetry: must(isFunction, "must be a function"),
  onDrift: must(isFunction, "must be a function"),
  strict: flag,
  maxReplyBytes: must(
    (value) => Number.isInteger(value) && value > 0 && value <= MAX_REPLY,
    `must be a whole number of bytes from 1 to ${MAX_REPLY}`,
  ),
  dangerouslyAllowBrowser: flag,
  signal: must(
    (value) =>
      typeof value?.aborted === "boolean" &&
      isFunction(value.addEventListener) &&
      isFunction(value.removeEventListener),
    "must be an AbortSignal",
  ),
  raw: flag,
};

// As much of a secret is compared as this; what is longer is none.
const LONGEST_SECRET = 256;

const isProof = (text) => isSecret(text) && new TextEncoder().encode(text).length <= LONGEST_SECRET;

/** Texts that prove who posts: several while one is exchanged for another. */
const proofs = (value, path) => {
  const list = Array.isArray(value) ? [...value] : [value];
  if (!list.length || list.length > 8 || !list.every(isProof)) {
    refuse(
      path,
      `must be a non-empty text of at most ${LONGEST_SECRET} bytes without outer blanks, or a list of up to 8 (is the environment variable set?)`,
    );
  }
  return list;
};

/** Such texts of one's own, in a URL: guessing one must be hopeless, and it must come whole. */
const secretsInUrl = (value, path) => {
  const list = proofs(value, path);
  if (list.some((text) => [...text].length < 16 || /[&#]/.test(text))) {
    refuse(
      path,
      "must have at least 16 characters and no & or #, which end a value in a URL: use the output of `openssl rand -hex 32`, for example",
    );
  }
  return list;
};

/** The rules of what webhooks need. */
export const WEBHOOK_RULES = {
  token: proofs,
  secret: secretsInUrl,
  url: must((value) => typeof (value?.href ?? value) === "string", "must be a URL"),
  maxBytes: RULES.maxReplyBytes,
  timeoutMs: milliseconds,
  strict: flag,
  onDrift: RULES.onDrift,
  keepMs: milliseconds,
  maxKeys: must((value) => Number.isInteger(value) && value > 0, "must be a whole number above 0"),
};

const likely = (name, names, rules) => {
  if (rules === RULES && /^secret(Id|Key|s)$/.test(name))
    return "is an option of Heymarket's client alone";
  if (rules === RULES && Object.hasOwn(RULES, name))
    return "is no option here, but of the client or of single calls";
  const plain = name.toLowerCase().replace(/[^a-z]/g, "");
  const near = plain && names.find((known) => known.toLowerCase().startsWith(plain));
  return `is no option: ${near ? `did you mean ${near}?` : `there are ${names.join(", ")}`}`;
};

/** The options that are given (an explicit undefined is not), each checked by its rule. */
export const check = (options, names, rules = RULES) => {
  if (typeof options !== "object" || !options) refuse("options", "must be an object");
  // Without a prototype, on which others may have put something.
  const checked = { __proto__: null };
  for (const [name, value] of Object.entries(options)) {
    if (!names.includes(name)) refuse(name, likely(name, names, rules), JSON.stringify(name));
    if (value !== undefined) checked[name] = rules[name](value, name);
  }
  return checked;
};
