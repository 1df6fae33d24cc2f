// The client of a service by its name, and the rates that it is limited to.

import { Heymarket, Qlara } from "../entry/workerd.ts";
import type { ServiceName } from "./service.ts";

const CLASSES = { heymarket: Heymarket, qlara: Qlara };

export const clientFor = (service: ServiceName, options: object): unknown =>
  new CLASSES[service](options);

/** What the services document: requests a minute, and a second. */
const RATES: Readonly<Record<ServiceName, readonly [number, number]>> = {
  heymarket: [500, 0],
  qlara: [1000, 50],
};

/** How long the stretches are that the rates are about. */
export const STRETCHES_MS = [60_000, 1_000] as const;

/** What is given, or what the service documents; 0 means no limit. */
export const ratesOf = (service: ServiceName, given: unknown): readonly [number, number] => {
  if (given === false) return [0, 0];
  const { perMinute, perSecond } = Object(given) as { perMinute?: number; perSecond?: number };
  return given === undefined ? RATES[service] : [perMinute ?? 0, perSecond ?? 0];
};
