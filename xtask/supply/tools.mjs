// The programs whose output is in the package: not part of it, but worth knowing.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** What a program calls itself: `wasm-bindgen 0.2.130`. */
const installed = (program) =>
  execFileSync(program, ["--version"], { encoding: "utf8" }).split(" ")[1].trim();

const NPM = ["binaryen", "esbuild"];

export const tools = () => {
  const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8"));
  const rustc = installed("rustc");
  const bindgen = installed("wasm-bindgen");
  const license = "MIT OR Apache-2.0";
  return [
    { name: "rustc", version: rustc, license, purl: `pkg:generic/rustc@${rustc}` },
    {
      name: "wasm-bindgen-cli-support",
      version: bindgen,
      license,
      purl: `pkg:cargo/wasm-bindgen-cli-support@${bindgen}`,
    },
    ...NPM.map((name) => {
      const { version, license } = packages[`node_modules/${name}`];
      return { name, version, license, purl: `pkg:npm/${name}@${version}` };
    }),
  ];
};
