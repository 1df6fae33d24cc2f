// Clients of both services whose fetch responds at once, and an ordinary exchange.

import { Heymarket, Qlara } from "threadline";

const encoder = new TextEncoder();

export const bytesOf = (value) =>
  encoder.encode(typeof value === "string" ? value : JSON.stringify(value));

/** A response as cheap as can be, so that what is measured is the client and not Node's Response. */
export const respond = (pieces, { status = 200, headers = {} } = {}) => {
  let at = 0;
  const read = async () => {
    if (at === pieces.length) return { done: true };
    return { done: false, value: pieces[at++] };
  };
  const get = (name) => headers[name] ?? null;
  return { status, headers: { get }, body: { getReader: () => ({ read, cancel: () => {} }) } };
};

const SETTINGS = {
  apiKey: "key-4f1d9a7c",
  rateLimit: false,
  maxRetries: 0,
  maxReplyBytes: 2 ** 26,
};

/** `answer(url, init)` gives the bytes of the body, or a response made by `respond`. */
const clientOf = (Client) => (answer, options) =>
  new Client({
    ...SETTINGS,
    fetch: async (url, init) => {
      const given = answer(url, init);
      return given instanceof Uint8Array ? respond([given]) : given;
    },
    ...options,
  });

export const heymarket = clientOf(Heymarket);
export const qlara = clientOf(Qlara);

/** What a promise rejects with. A hostile input that is accepted is measured as well. */
export const settled = (promise) =>
  promise.then(
    () => undefined,
    (error) => error,
  );

const SENTENCE =
  "The request was rejected because one of the fields is not what is expected here. ";

/** So many letters of ordinary words. */
export const words = (length) =>
  SENTENCE.repeat(Math.ceil(length / SENTENCE.length)).slice(0, length);

/** As many of something as fit into so many bytes, joined; `one(i)` has about the same length for each. */
export const filled = (bytes, one, before = "", between = ",", after = "") => {
  const parts = [];
  let left = bytes - before.length - after.length;
  for (let i = 0; left > 0; i++) {
    const part = one(i);
    parts.push(part);
    left -= part.length + between.length;
  }
  return before + parts.join(between) + after;
};

export const KIB = 1024;
export const MIB = 1024 * KIB;
