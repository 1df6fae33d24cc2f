// Rust's standard library, which is linked, too, and which no lockfile knows. What it is made of and
// its licences are in the files that come with the compiler.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const rustc = (...args) => execFileSync("rustc", args, { encoding: "utf8" }).trim();

const plain = (html) =>
  html
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");

/** The crates that `COPYRIGHT-library.html` describes: one heading each, then licence and notices. */
export const described = (html) =>
  html
    .split("<h3>")
    .slice(1)
    .map((section) => {
      const [, name, version] = /^\D*?([\w-]+?)-(\d\S*)<\/h3>/.exec(section) ?? [];
      const license = /<b>License:<\/b>\s*([^<]+?)\s*</.exec(section)?.[1].replaceAll("/", " OR ");
      const texts = Array.from(section.matchAll(/<pre>([\s\S]*?)<\/pre>/g), ([, text]) =>
        plain(text),
      );
      return { name, version, license, texts };
    })
    .filter(({ name }) => name !== undefined);

/** The standard library with the crates that are in it anywhere. */
export const standardLibrary = () => {
  const folder = join(rustc("--print", "sysroot"), "share/doc/rust");
  const read = (file) => {
    try {
      return readFileSync(join(folder, file), "utf8");
    } catch (cause) {
      throw new Error(`${join(folder, file)} is missing: a compiler that rustup installed has it`, {
        cause,
      });
    }
  };
  const [, version] = /^release: (.+)$/m.exec(rustc("--version", "--verbose"));
  return {
    name: "rust-std",
    version,
    // The tables of characters in `core` are Unicode's.
    license: "(MIT OR Apache-2.0) AND Unicode-3.0",
    repository: "https://github.com/rust-lang/rust",
    copyright: "The Rust Project Developers (see https://thanks.rust-lang.org)",
    texts: [read("licenses/Apache-2.0.txt"), read("licenses/Unicode-3.0.txt")],
    crates: described(read("COPYRIGHT-library.html")),
  };
};
