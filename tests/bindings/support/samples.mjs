// The operations' samples (tests/operations/README.md), each with the client that it is of.

import { readdirSync, readFileSync } from "node:fs";

const FOLDER = new URL("../../operations/", import.meta.url);

const CLIENTS = { heymarket: "Heymarket", qlara: "Qlara" };

/** Every sample. */
export const OPERATIONS = Object.entries(CLIENTS).flatMap(([service, client]) => {
  const folder = new URL(`${service}/`, FOLDER);
  const files = readdirSync(folder).filter((file) => file.endsWith(".json"));
  return files.sort().map((file) => {
    const name = file.slice(0, -".json".length);
    const sample = JSON.parse(readFileSync(new URL(file, folder), "utf8"));
    return { client, name, title: `${client} ${name}`, ...sample };
  });
});

/** What is called for a sample, one after the other: each a client, a method and its input. */
export const callsOf = ({ client, name, input, after }) => {
  const before = OPERATIONS.find((sample) => sample.client === client && sample.name === after);
  const calls = [{ client, name, input }];
  return before ? [{ client, name: after, input: before.input }, ...calls] : calls;
};
