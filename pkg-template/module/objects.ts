// From the tape that Rust wrote while it checked a response to plain objects.
// A value is two words: tag | n << 4, payload. Texts are cut out of the response's own text.

import { type Maker, makers } from "threadline:makers";
import {
  TAG_ESCAPED,
  TAG_FALSE,
  TAG_INT,
  TAG_JSON,
  TAG_LOWER,
  TAG_NEG,
  TAG_NONE,
  TAG_NULL,
  TAG_OBJECT,
  TAG_PARTIAL,
  TAG_TEXT,
  TAG_TIME,
  TAG_TRUE,
} from "./protocol.ts";

let decoder: TextDecoder | undefined;

const decode = (bytes: Uint8Array): string => {
  // Rust has checked that it is UTF-8, and has cut a byte order mark away: the next one is text.
  decoder ??= new TextDecoder("utf-8", { ignoreBOM: true });
  return decoder.decode(bytes);
};

// One response at a time: `build` runs no code of the user.
let tape: Uint32Array;
let text = "";

// V8 copies what is shorter than this. What is longer it cuts as a view, which would keep the whole response alive.
const COPIED = 12;

const cut = (from: number, length: number): string => {
  if (length <= COPIED) return text.substr(from, length);
  const behind = length - COPIED;
  // In pieces, at half the cost of the way below. Timestamps are of this length.
  if (behind <= 2 * COPIED) return text.substr(from, COPIED) + cut(from + COPIED, behind);
  // A space in front and its removal make a copy.
  return ` ${text.substr(from, length)}`.slice(1);
};

const value = (at: number): unknown => make(tape[at] as number, tape[at + 1] as number);

/** What it makes is a plain object. */
const plain = (Shape: Maker): Maker => {
  Shape.prototype = Object.prototype;
  return Shape;
};

const shapes = /* @__PURE__ */ makers(value).map(plain);

const objectOf = (shape: number, at: number): object => new (shapes[shape] as Maker)(at);

const make = (word: number, payload: number): unknown => {
  const n = word >>> 4;
  switch (word & 15) {
    case TAG_NONE:
      return undefined;
    case TAG_NULL:
      return null;
    case TAG_TRUE:
      return true;
    case TAG_FALSE:
      return false;
    case TAG_INT:
      return n * 2 ** 32 + payload;
    case TAG_NEG:
      return -(n * 2 ** 32 + payload);
    case TAG_TEXT:
      return cut(payload, n);
    case TAG_ESCAPED: // with its quotes it is JSON
      return JSON.parse(text.substr(payload - 1, n + 2));
    case TAG_LOWER:
      return JSON.parse(text.substr(payload - 1, n + 2)).toLowerCase();
    case TAG_JSON:
      return JSON.parse(text.substr(payload, n));
    case TAG_OBJECT:
      return objectOf(n, payload);
    case TAG_TIME:
      return new Date(n * 2 ** 32 + payload).toISOString();
    case TAG_PARTIAL:
      return Object.fromEntries(
        Object.entries(objectOf(n, payload)).filter(([, value]) => value !== undefined),
      );
    default: {
      const list = new Array(n);
      for (let i = 0; i < n; i++) list[i] = value(payload + 2 * i);
      return list;
    }
  }
};

/** The value on a tape whose texts are cut out of `bytes`. */
export const build = (
  words: Uint32Array,
  bytes: Uint8Array,
  word: number,
  payload: number,
): unknown => {
  tape = words;
  text = decode(bytes);
  try {
    return make(word, payload);
  } finally {
    tape = undefined as unknown as Uint32Array;
    text = "";
  }
};
