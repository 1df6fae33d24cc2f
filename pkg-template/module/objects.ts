// From the tape that Rust wrote while it checked a reply to plain objects.
// A value is two words: tag | n << 4, payload. Texts are cut out of the reply's own text.

import { makers } from "threadline:makers";

let decoder;

const decode = (bytes) => {
  // Rust has checked that it is UTF-8, and has cut a byte order mark away: the next one is text.
  decoder ??= new TextDecoder("utf-8", { ignoreBOM: true });
  return decoder.decode(bytes);
};

// One reply at a time: `build` runs no code of the user.
let tape;
let text;

// V8 copies what is shorter than this; what is longer it cuts as a view, which would keep the whole reply
// alive.
const COPIED = 12;

const cut = (from, length) => {
  if (length <= COPIED) return text.substr(from, length);
  const behind = length - COPIED;
  // As pieces, which costs half of the way below. Times are of this length.
  if (behind <= 2 * COPIED) return text.substr(from, COPIED) + cut(from + COPIED, behind);
  // A blank in front and its removal make a copy.
  return ` ${text.substr(from, length)}`.slice(1);
};

const value = (at) => make(tape[at], tape[at + 1]);

/** What it makes is a plain object. */
const plain = (Shape) => {
  Shape.prototype = Object.prototype;
  return Shape;
};

const shapes = /* @__PURE__ */ makers(value).map(plain);

const make = (word, payload) => {
  const n = word >>> 4;
  switch (word & 15) {
    case 0:
      return undefined;
    case 1:
      return null;
    case 2:
      return true;
    case 3:
      return false;
    case 4:
      return n * 2 ** 32 + payload;
    case 5:
      return -(n * 2 ** 32 + payload);
    case 6:
      return cut(payload, n);
    case 7: // holds escapes: with its quotes it is JSON
      return JSON.parse(text.substr(payload - 1, n + 2));
    case 10:
      return JSON.parse(text.substr(payload - 1, n + 2)).toLowerCase();
    case 11: // JSON as it stands
      return JSON.parse(text.substr(payload, n));
    case 8:
      return new shapes[n](payload);
    case 12: // a time that came as a number
      return new Date(n * 2 ** 32 + payload).toISOString();
    case 13: // of which only what came is there
      return Object.fromEntries(
        Object.entries(new shapes[n](payload)).filter(([, value]) => value !== undefined),
      );
    default: {
      const list = new Array(n);
      for (let i = 0; i < n; i++) list[i] = value(payload + 2 * i);
      return list;
    }
  }
};

export const build = (words, bytes, word, payload) => {
  tape = words;
  text = decode(bytes);
  try {
    return make(word, payload);
  } finally {
    tape = text = undefined;
  }
};
