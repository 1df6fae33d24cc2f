// A webhook's body as bytes: read up to a cap and in time, or given as it was read.

import { ConnectionError, TimeoutError, WebhookVerificationError } from "./errors.js";
import { refuse } from "./options.js";

const tooLarge = () =>
  new WebhookVerificationError("the webhook is larger than maxBytes, and was not read");

const forget = (reader) => {
  // Nobody waits for it, and that it fails changes nothing.
  new Promise((resolve) => resolve(reader.cancel())).catch(() => {});
};

/** Settles as `promise` does, or rejects once the time is up. */
export const within = (ms, promise, what) => {
  let timer;
  return new Promise((resolve, reject) => {
    timer = setTimeout(() => reject(new TimeoutError(`timeoutMs passed before ${what}`)), ms);
    promise.then(resolve, reject);
  }).finally(() => clearTimeout(timer));
};

const pieces = async (reader, maxBytes) => {
  const found = [];
  let length = 0;
  let turns = 0;
  for (;;) {
    let piece;
    try {
      piece = await reader.read();
    } catch (cause) {
      throw new ConnectionError("the webhook's body broke off", { cause });
    }
    if (piece.done) return { found, length };
    const { value } = piece;
    if (!ArrayBuffer.isView(value)) {
      throw new ConnectionError("the webhook's body is not bytes");
    }
    length += value.byteLength;
    // Pieces without bytes must come to an end as well.
    if (length > maxBytes || ++turns > maxBytes + 1) throw tooLarge();
    found.push(viewed(value));
  }
};

const drain = async (stream, maxBytes, timeoutMs) => {
  const reader = stream.getReader();
  try {
    const read = pieces(reader, maxBytes);
    const { found, length } = await within(timeoutMs, read, "the webhook's body had come whole");
    const bytes = new Uint8Array(length);
    let at = 0;
    for (const piece of found) {
      bytes.set(piece, at);
      at += piece.length;
    }
    return bytes;
  } catch (error) {
    forget(reader);
    throw error;
  }
};

// Of whatever realm.
const isBuffer = (value) => Object.prototype.toString.call(value) === "[object ArrayBuffer]";
const viewed = ({ buffer, byteOffset, byteLength }) =>
  new Uint8Array(buffer, byteOffset, byteLength);

/** A copy of what was given, so that later changes don't matter. */
const copied = (input, maxBytes) => {
  if (typeof input === "string") {
    // No text has fewer bytes than letters.
    const bytes = input.length > maxBytes ? undefined : new TextEncoder().encode(input);
    return bytes?.length > maxBytes ? undefined : bytes;
  }
  if (input.byteLength > maxBytes) return undefined;
  return (isBuffer(input) ? new Uint8Array(input) : viewed(input)).slice();
};

const streamOf = (input) => {
  const { body, bodyUsed } = input;
  if (bodyUsed || body?.locked) {
    refuse("input", "is a Request whose body is being read, or was: give a clone made before");
  }
  if (body !== null && typeof body?.getReader !== "function") {
    refuse("input", "must be a Request, or its body as it came: text or bytes");
  }
  return body;
};

export const readBody = async (input, maxBytes, timeoutMs) => {
  if (typeof input === "string" || ArrayBuffer.isView(input) || isBuffer(input)) {
    const bytes = copied(input, maxBytes);
    if (!bytes) throw tooLarge();
    return bytes;
  }
  const stream = streamOf(Object(input));
  return stream ? drain(stream, maxBytes, timeoutMs) : new Uint8Array();
};
