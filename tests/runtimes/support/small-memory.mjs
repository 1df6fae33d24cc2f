// The module with less memory than it could have: what happens when it is used up.

const PAGE = 65_536;
const MEMORY = 5;

const readNumber = (bytes, from) => {
  let [value, shift, at] = [0, 0, from];
  for (;;) {
    const byte = bytes[at++];
    value |= (byte & 127) << shift;
    shift += 7;
    if (byte < 128) return { value, end: at };
  }
};

const written = (value) => {
  const bytes = [];
  for (let rest = value; ; rest >>>= 7) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest & 127) | 128);
  }
};

/** A WebAssembly module whose memory cannot grow beyond so many bytes. */
export const withMemory = (module, most) => {
  for (let at = 8; at < module.length; ) {
    const size = readNumber(module, at + 1);
    const end = size.end + size.value;
    if (module[at] === MEMORY) {
      const least = readNumber(module, size.end + 2).value;
      // One memory, with limits: from the least pages to the most.
      const limits = [1, 1, ...written(least), ...written(Math.floor(most / PAGE))];
      const section = [MEMORY, ...written(limits.length), ...limits];
      return Buffer.concat([module.subarray(0, at), Buffer.from(section), module.subarray(end)]);
    }
    at = end;
  }
  throw new Error("the module has no memory of its own");
};
