// What a page may ask for, and nothing else ever reaches a service.

import type { ServiceName } from "../service.ts";
import { heymarketRoutes } from "./heymarket.ts";
import { qlaraRoutes } from "./qlara.ts";
import { match, type Route } from "./route.ts";

const ROUTES: Readonly<Record<ServiceName, readonly Route[]>> = {
  heymarket: heymarketRoutes,
  qlara: qlaraRoutes,
};

/** The names of all operations that a page may call. */
export const OPERATIONS: readonly string[] = [
  ...new Set(Object.values(ROUTES).flatMap((rows) => rows.map(({ operation }) => operation))),
];

/** The row of a request, with what its path holds. */
export const findRoute = (service: ServiceName, method: string, path: string) => {
  for (const row of ROUTES[service]) {
    const values = row.method === method ? match(row.path, path) : null;
    if (values) return { row, values };
  }
  return null;
};

/** What a page's call does. */
export const effectOf = (service: ServiceName, operation: string) =>
  ROUTES[service].find((row) => row.operation === operation)?.effect ?? "change";
