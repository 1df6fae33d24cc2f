// The table of faults, tests/faults.json: what its members mean is in faults.md beside it.

import { readFileSync } from "node:fs";

const TABLE = new URL("../../faults.json", import.meta.url);

export const {
  settings: SETTINGS,
  calls: CALLS,
  rows: ROWS,
} = JSON.parse(readFileSync(TABLE, "utf8"));

/** How a call ends, by the kinds and how many requests arrive; undefined where a row does not make it. */
export const endsOf = (row, call) => {
  const { as } = CALLS[call];
  return row[call] ?? (as && endsOf(row, as));
};

/** The calls that a row makes. */
export const callsOf = (row) =>
  Object.fromEntries(Object.entries(CALLS).filter(([call]) => endsOf(row, call)));

const inSeconds = (seconds) => new Date(Date.now() + seconds * 1_000).toUTCString();

/** The faults of a row, as the fake takes them: `elsewhere` is the address of a second one. */
export const faultsOf = ({ faults = [] }, elsewhere) =>
  JSON.parse(JSON.stringify(faults), (_key, value) =>
    typeof value === "string"
      ? value
          .replace("{elsewhere}", elsewhere)
          .replace(/\{date:(-?\d+)\}/, (_all, seconds) => inSeconds(seconds))
      : value,
  );

const isBare = ({ faults = [] }) =>
  faults.length === 1 && Object.keys(faults[0]).join() === "status" && faults[0].status >= 200;

/** The rows in which a service answers once with a status and nothing else. */
export const STATUSES = ROWS.filter(isBare)
  .filter((row) => endsOf(row, "read"))
  .map((row) => ({ ...row, status: row.faults[0].status }));

/** The statuses of which something holds. */
export const statusesOf = (holds) => STATUSES.filter(holds).map(({ status }) => status);
