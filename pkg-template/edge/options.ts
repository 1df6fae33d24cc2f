// The options of `createEdge`.

import {
  type Checked,
  check,
  fn,
  invalid,
  milliseconds,
  must,
  type Rule,
} from "../common/check.ts";
import type { EdgeOptions } from "../types/edge.d.ts";
import { OPERATIONS } from "./routes/routes.ts";
import { SERVICES } from "./service.ts";

const DAY_MS = 86_400_000;

const count = must<number>(
  (value) => Number.isInteger(value) && value > 0 && value <= 1e6,
  "must be a whole number from 1 to 1000000",
);

const KEEP = { events: count, ms: milliseconds };
const ANSWERS = { count, ms: milliseconds };

/** An object of options of its own. */
const group =
  <R extends Record<string, Rule<number>>>(rules: R, names: (keyof R & string)[]) =>
  (value: unknown, path: string): Checked<R> => {
    if (typeof value !== "object" || !value) {
      return invalid(path, `must be an object with ${names.join(" and ")}`);
    }
    return check(value, names, rules);
  };

const origins = (value: unknown, path: string): string[] => {
  const isOrigin = (one: unknown) => {
    try {
      return new URL(one as string).origin === one;
    } catch {
      return false;
    }
  };
  return Array.isArray(value) && value.every(isOrigin)
    ? [...value]
    : invalid(path, 'must be a list of origins, such as "https://inbox.example.com"');
};

const operations = (value: unknown, path: string): string[] => {
  if (!Array.isArray(value)) return invalid(path, "must be a list of operations");
  const unknown = value.findIndex((one) => !OPERATIONS.includes(one));
  return unknown < 0
    ? [...value]
    : invalid(`${path}[${unknown}]`, `must be one of ${OPERATIONS.join(", ")}`);
};

const RULES = {
  authorize: fn<EdgeOptions["authorize"]>(
    "must be a function that gives the session of a request, or null",
  ),
  heymarket: fn<NonNullable<EdgeOptions["heymarket"]>>("must be a function that gives its keys"),
  qlara: fn<NonNullable<EdgeOptions["qlara"]>>("must be a function that gives its keys"),
  onEvent: fn<NonNullable<EdgeOptions["onEvent"]>>(),
  status: fn<NonNullable<EdgeOptions["status"]>>("must be a function that says who may see it"),
  accountOf: fn<NonNullable<EdgeOptions["accountOf"]>>(),
  path: must<string>(
    (value) => typeof value === "string" && /^(\/[\w.~-]+)+$/.test(value),
    'must be a path such as "/inbox", without a slash at its end',
  ),
  binding: must<string>(
    (value) => typeof value === "string" && value !== "",
    "must be the name of a Durable Object binding",
  ),
  origins,
  operations,
  keep: group(KEEP, ["events", "ms"]),
  answers: group(ANSWERS, ["count", "ms"]),
};

const NAMES = Object.keys(RULES) as (keyof typeof RULES)[];

export const checkEdge = (options: unknown) => {
  const checked = check(options, NAMES, RULES);
  const { authorize = invalid("authorize", "is needed: who may use the inbox, and as whom") } =
    checked;
  if (!SERVICES.some((name) => checked[name])) {
    invalid("heymarket", "is needed: a function that gives its keys", "heymarket or qlara");
  }
  return {
    ...checked,
    authorize,
    path: checked.path ?? "/inbox",
    binding: checked.binding ?? "HUB",
    origins: checked.origins ?? [],
    operations: checked.operations ?? OPERATIONS,
    accountOf: checked.accountOf ?? (() => "inbox"),
    keep: { events: 5000, ms: DAY_MS, ...checked.keep },
    answers: { count: 5, ms: 600_000, ...checked.answers },
  };
};

export type EdgeSettings = ReturnType<typeof checkEdge>;
