// Every operation once by one of the ways: `node visit.mjs <its name> <services>`.

import * as threadline from "threadline";
import { visit } from "./tour.mjs";
import { wayOf } from "./ways.mjs";

const [name, services] = process.argv.slice(2);
const { fetch, close } = await wayOf(name).open();

/** Clients that have this fetch unless they are given another one. */
const having = (Client) =>
  class extends Client {
    constructor(options) {
      super({ ...(fetch && { fetch }), ...options });
    }
  };
const { Heymarket, Qlara } = threadline;
const clients = { Heymarket: having(Heymarket), Qlara: having(Qlara) };
console.log(JSON.stringify(await visit({ ...threadline, ...clients }, JSON.parse(services))));
await close?.();
