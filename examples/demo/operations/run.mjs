// Every operation of both services once. The same list runs in Node, in workerd and in a page.

import { init } from "threadline";
import { heymarket } from "./heymarket.mjs";
import { qlara } from "./qlara.mjs";
import { runSteps } from "./steps.mjs";

/** `clients` and `directory` have a member for each service. A page may not do all of it. */
export async function runOperations(clients, directory, { inPage = false } = {}) {
  // Loading the module is not part of the first operation's time.
  await init();
  return [
    ...(await runSteps(heymarket, clients.heymarket, directory.heymarket, inPage)),
    ...(await runSteps(qlara, clients.qlara, directory.qlara, inPage)),
  ];
}
