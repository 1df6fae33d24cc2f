// A webhook's body as bytes: read up to a cap and in time, or given as it was read.

import { drain, forget, viewed } from "../common/bytes.ts";
import { ConnectionError, TimeoutError, WebhookVerificationError } from "../errors/errors.ts";
import { refuse } from "../common/options.ts";

const tooLarge = () =>
  new WebhookVerificationError("the webhook is larger than maxBytes, and was not read");

/** Settles as `promise` does, or rejects once the time is up. */
export const within = (ms, promise, what) => {
  let timer;
  return new Promise((resolve, reject) => {
    timer = setTimeout(() => reject(new TimeoutError(`timeoutMs passed before ${what}`)), ms);
    promise.then(resolve, reject);
  }).finally(() => clearTimeout(timer));
};

const failed = (what, cause) => {
  if (what === "large") return tooLarge();
  if (what === "bytes") return new ConnectionError("the webhook's body is not bytes");
  return new ConnectionError("the webhook's body broke off", { cause });
};

const readAll = async (reader, maxBytes, timeoutMs) => {
  try {
    const read = drain(() => reader.read(), maxBytes, failed);
    return await within(timeoutMs, read, "the webhook's body had come whole");
  } catch (error) {
    forget(() => reader.cancel());
    throw error;
  }
};

// Of whatever realm.
const isBuffer = (value) => Object.prototype.toString.call(value) === "[object ArrayBuffer]";

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

/**
 * The body, which is this one's from now on: `read()` gives its pieces, and how many bytes they are; `leave()` leaves
 * it to others, unread.
 */
export const bodyOf = (input, maxBytes, timeoutMs) => {
  if (typeof input === "string" || ArrayBuffer.isView(input) || isBuffer(input)) {
    const bytes = copied(input, maxBytes);
    const read = async () => {
      if (!bytes) throw tooLarge();
      return { pieces: [bytes], length: bytes.length };
    };
    return { read, leave: () => {} };
  }
  const reader = streamOf(Object(input))?.getReader();
  return {
    read: async () => (reader ? readAll(reader, maxBytes, timeoutMs) : { pieces: [], length: 0 }),
    leave: () => forget(() => reader?.releaseLock()),
  };
};
