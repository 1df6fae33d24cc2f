// Which crates have code in a WebAssembly module, by the lines of source that its debug information names for what
// is in it: a function that was inlined leaves no symbol, but its lines. DWARF 4 and 5, what LLVM writes of them.

/** Reads numbers and texts one behind the other. */
class Bytes {
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }
  byte = () => this.bytes[this.at++];
  u16 = () => this.byte() | (this.byte() << 8);
  u32 = () => (this.u16() | (this.u16() << 16)) >>> 0;
  uleb() {
    let [value, factor, byte] = [0, 1];
    do {
      byte = this.byte();
      value += (byte & 0x7f) * factor;
      factor *= 128;
    } while (byte & 0x80);
    return value;
  }
  text() {
    const end = this.bytes.indexOf(0, this.at);
    const text = this.bytes.toString("utf8", this.at, end);
    this.at = end + 1;
    return text;
  }
}

const section = (module, name) =>
  Buffer.from(WebAssembly.Module.customSections(module, name)[0] ?? []);

const [PATH, FOLDER] = [1, 2];

/** The values of a directory's or a file's entry in a header of DWARF 5. */
const entries = (header, texts) => {
  const format = Array.from({ length: header.byte() }, () => [header.uleb(), header.uleb()]);
  const value = {
    8: () => header.text(),
    11: () => header.byte(),
    5: () => header.u16(),
    14: () => new Bytes(texts.str, header.u32()).text(),
    15: () => header.uleb(),
    30: () => {
      header.at += 16;
    },
    31: () => new Bytes(texts.line, header.u32()).text(),
  };
  return Array.from({ length: header.uleb() }, () =>
    Object.fromEntries(
      format.map(([content, form]) => {
        if (!value[form]) throw new Error(`the form 0x${form.toString(16)} of DWARF is not known`);
        return [content, value[form]()];
      }),
    ),
  );
};

/** The paths of a unit's files, by their numbers. */
const files = (header, version, texts) => {
  const join = (folder, name) => (folder && !name.startsWith("/") ? `${folder}/${name}` : name);
  if (version >= 5) {
    const folders = entries(header, texts).map((folder) => folder[PATH]);
    return entries(header, texts).map((file) => join(folders[file[FOLDER]], file[PATH]));
  }
  const folders = [""];
  for (let name = header.text(); name; name = header.text()) folders.push(name);
  const found = [undefined]; // they begin with one
  for (let name = header.text(); name; name = header.text()) {
    found.push(join(folders[header.uleb()], name));
    header.uleb();
    header.uleb();
  }
  return found;
};

/** The numbers of the files of which a unit's program has lines, as far as they are in the module. */
const used = (program, end, lengths, base) => {
  const numbers = new Set();
  let [file, address] = [1, 0];
  // What the linker has left out is at no address.
  const row = () => address !== 0 && address !== 0xffff_ffff && numbers.add(file);
  while (program.at < end) {
    const code = program.byte();
    if (code >= base) row();
    else if (code === 0) {
      const next = program.uleb() + program.at;
      const extended = program.byte();
      if (extended === 2) address = program.u32();
      if (extended === 1) [file, address] = [1, 0];
      program.at = next;
    } else if (code === 1) row();
    else if (code === 4) file = program.uleb();
    else if (code === 9) program.u16();
    else for (let i = 0; i < lengths[code - 1]; i++) program.uleb();
  }
  return numbers;
};

/** The paths of the source files of which a module holds code. */
export const sourcesIn = (bytes) => {
  const module = new WebAssembly.Module(bytes);
  const lines = section(module, ".debug_line");
  const texts = { line: section(module, ".debug_line_str"), str: section(module, ".debug_str") };
  if (lines.length === 0) throw new Error("the module says nothing of its lines");
  const found = new Set();
  for (let start = 0; start < lines.length; ) {
    const unit = new Bytes(lines, start);
    const end = unit.u32() + unit.at;
    const version = unit.u16();
    if (version < 4 || version > 5) throw new Error(`DWARF ${version} is not known`);
    if (version >= 5) unit.u16();
    const body = unit.u32() + unit.at;
    unit.at += 5; // how far instructions and lines go, and what a line is at first
    const base = unit.byte();
    const lengths = Array.from({ length: base - 1 }, () => unit.uleb());
    const paths = files(unit, version, texts);
    for (const number of used(new Bytes(lines, body), end, lengths, base)) {
      if (paths[number] === undefined) throw new Error(`unknown file ${number}`);
      found.add(paths[number]);
    }
    start = end;
  }
  return found;
};

/** What the standard library is made of lies there, when it is compiled. */
const OF_LIBRARY = "/rust/deps/";

/**
 * The same by crates: `name-version` of those that cargo took from the registry (`crates`) and of those that came
 * with the standard library (`bundled`), and the names of the library's own (`library`).
 */
export const cratesIn = (bytes) => {
  const found = { crates: new Set(), bundled: new Set(), library: new Set() };
  for (const path of sourcesIn(bytes)) {
    const [, own] = /\/library\/(?:stdarch\/crates\/)?([\w-]+)\/src\//.exec(path) ?? [];
    const [, published] = /(?:^|\/)([\w-]+-\d+\.\d+\.\d+[^/]*)\//.exec(path) ?? [];
    if (own) found.library.add(own);
    else if (published) found[path.includes(OF_LIBRARY) ? "bundled" : "crates"].add(published);
  }
  return found;
};
