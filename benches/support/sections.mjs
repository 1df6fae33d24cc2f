// What a WebAssembly module is made of, as far as its weight goes.

const [CODE, DATA, IMPORT, CUSTOM] = [10, 11, 2, 0];
const FUNCTION_NAMES = 1;

/** Reads numbers and texts one after the other. */
class Reader {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  get more() {
    return this.at < this.bytes.length;
  }

  take(length) {
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  byte() {
    return this.take(1)[0];
  }

  number() {
    const low = this.byte();
    return low < 128 ? low : (low & 127) + 128 * this.number();
  }

  text() {
    return this.take(this.number()).toString();
  }

  each(item) {
    return Array.from({ length: this.number() }, item);
  }
}

/** How many functions are imported; the modules measured here import nothing else. */
const imported = (section) => new Reader(section).number();

const named = (section) => {
  const names = new Map();
  const reader = new Reader(section);
  while (reader.more) {
    const kind = reader.byte();
    const part = new Reader(reader.take(reader.number()));
    if (kind === FUNCTION_NAMES) part.each(() => names.set(part.number(), part.text()));
  }
  return names;
};

/** The sections of code and data, and the functions with the bytes of each, by name where it has one. */
export const sections = (bytes) => {
  const reader = new Reader(bytes);
  reader.take(8);
  let code;
  let data;
  let first = 0;
  let names = new Map();
  while (reader.more) {
    const id = reader.byte();
    const section = reader.take(reader.number());
    if (id === CODE) code = section;
    if (id === DATA) data = section;
    if (id === IMPORT) first = imported(section);
    if (id === CUSTOM) {
      const custom = new Reader(section);
      if (custom.text() === "name") names = named(section.subarray(custom.at));
    }
  }
  const bodies = new Reader(code);
  const functions = bodies.each((_, at) => {
    const length = bodies.number();
    bodies.take(length);
    return [names.get(first + at) ?? "", length];
  });
  return { code, data, functions };
};
