// The operations' samples, tests/operations/<service>/<operation>.json: what each member means is in the README there.

import { readdirSync, readFileSync } from "node:fs";
import { Heymarket, Qlara } from "threadline";

const FOLDER = new URL("../../operations/", import.meta.url);

const samplesOf = (Client) => {
  const folder = new URL(`${Client.name.toLowerCase()}/`, FOLDER);
  return readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .sort()
    .map((file) => {
      const name = file.slice(0, -".json".length);
      const sample = JSON.parse(readFileSync(new URL(file, folder), "utf8"));
      return { Client, name, title: `${Client.name} ${name}`, ...sample };
    });
};

/** Every sample, with the client that it is of and the operation's name. */
export const OPERATIONS = [Heymarket, Qlara].flatMap(samplesOf);

/** One of them. */
export const sampleOf = (Client, name) =>
  OPERATIONS.find((sample) => sample.Client === Client && sample.name === name);

/** What a client has beside its operations: methods that call several of them. */
const COMPOSED = {
  Heymarket: ["assignableUsers", "conversations", "messages", "teamMessages"],
  Qlara: ["messages"],
};

/** The names of all methods of a client, and of those that are operations. */
export const methodsOf = (Client) => {
  const names = new Set();
  for (let on = Client.prototype; on !== Object.prototype; on = Object.getPrototypeOf(on)) {
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(on))) {
      if (typeof value === "function" && name !== "constructor") names.add(name);
    }
  }
  const all = [...names].sort();
  return { all, operations: all.filter((name) => !COMPOSED[Client.name].includes(name)) };
};
