// Prints the operations' samples as TypeScript, samples.ts beside this file: each input is taken by its method, each
// output has its type, and of what is invalid the compiler rejects what the sample says it does.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";

const FOLDER = new URL("../operations/", import.meta.url);
const SERVICES = ["heymarket", "qlara"];

const HEAD = `import { Heymarket, Qlara } from "threadline";
import type { OperationName } from "threadline/testing";

const heymarket = new Heymarket({ apiKey: "key" });
const qlara = new Qlara({ apiKey: "key" });

/** An output of this call's. */
const gives = <Output>(_call: () => Promise<Output>, _output: NoInfer<Output>) => {};
`;

const samplesOf = (service) => {
  const folder = new URL(`${service}/`, FOLDER);
  return readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .map((file) => ({
      method: `${service}.${file.slice(0, -".json".length)}`,
      sample: JSON.parse(readFileSync(new URL(file, folder), "utf8")),
    }));
};

const print = ({ method, sample }) => {
  const { input, output, variants = [], responses = [], invalid } = sample;
  const call = (given) => `${method}(${given === undefined ? "" : JSON.stringify(given)})`;
  const taken = [input, ...variants.map((variant) => variant.input)];
  const good = [{ output }, ...responses.filter((response) => !response.invalid)];
  const outputs = new Set(good.map((one) => JSON.stringify(one.output)));
  const rejected = invalid.filter(({ typed }) => typed).map((one) => one.input);
  if (!rejected.length) throw new Error(`${method}: the compiler rejects no input of its sample`);
  // Where nothing needs to be given, the input may be left out.
  const isEmpty = (given) => Object.keys(given).length === 0;
  if (taken.some(isEmpty)) taken.push(undefined);
  if (rejected.some(isEmpty)) rejected.push(undefined);
  return [
    `  "${method}": () => {`,
    ...taken.map((given) => `    ${call(given)};`),
    ...Array.from(outputs, (one) => `    gives(() => ${call(input)}, ${one});`),
    ...rejected.flatMap((given) => ["    // @ts-expect-error", `    ${call(given)};`]),
    "  },",
  ];
};

const lines = SERVICES.flatMap(samplesOf).flatMap(print);
const body = [
  "export const samples = {",
  ...lines,
  "} satisfies Record<OperationName, () => void>;",
];
writeFileSync(new URL("samples.ts", import.meta.url), `${HEAD}\n${body.join("\n")}\n`);
