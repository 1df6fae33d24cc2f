// Every operation of each service, against fresh fakes: runs as it is in Node, workerd and a page.

import { heymarketMessagesTour } from "./heymarket-messages-tour.mjs";
import { heymarketTour } from "./heymarket-tour.mjs";
import { qlaraCallbackTour } from "./qlara-callback-tour.mjs";
import { qlaraTour } from "./qlara-tour.mjs";

/** By the name of the client's class: steps of name, what to do, and what must come out. */
export const TOURS = {
  Heymarket: [...heymarketTour, ...heymarketMessagesTour],
  Qlara: [...qlaraTour, ...qlaraCallbackTour],
};

/** What the example Worker lets a page do. */
export const PAGE_TOURS = { Heymarket: heymarketTour, Qlara: qlaraTour };

/** Runs one tour; what came out of each step, by its name. */
export const tour = async (service, api) => {
  const results = {};
  for (const [name, step] of TOURS[service]) {
    results[name] = await step(api).catch((error) => `failed: ${error?.stack ?? error}`);
  }
  return results;
};

/** What must come out, by service and step. */
export const EXPECTED = Object.fromEntries(
  Object.entries(TOURS).map(([service, steps]) => [
    service,
    Object.fromEntries(steps.map(([name, , expected]) => [name, expected])),
  ]),
);
