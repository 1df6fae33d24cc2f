// docs/errors-across-borders.md: each line of its table is what has arrived here, and each line has been tried.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const document = readFileSync("node_modules/threadline/docs/errors-across-borders.md", "utf8");

const entries = (cell) => cell.split("<br>");

/** The lines of the table. */
const LINES = document
  .split("\n")
  .filter((line) => line.startsWith("| "))
  .map((line) => line.slice(2, -2).split(" | "))
  .slice(1)
  .map(([borders, places, arrives, known]) => ({
    borders: entries(borders),
    places: entries(places),
    said: { arrives, known },
  }));

/** A block of the document's code, by its name, with the changes that a test needs. */
export const example = (name, changes = {}) => {
  const [, block] = document.split(new RegExp(`^\`\`\`jsx? ${name.replace(".", "\\.")}\n`, "m"));
  assert.ok(block, `the document has no example ${name}`);
  let [code] = block.split("\n```");
  for (const [from, to] of Object.entries(changes)) {
    assert.ok(code.includes(from), `${name} has no ${from}`);
    code = code.replace(from, () => to);
  }
  return code;
};

const CLASSES = 15;

const same = (a, b) => {
  try {
    assert.deepEqual(a, b);
    return true;
  } catch {
    return false;
  }
};

const quoted = (name) => `\`${name}\``;

/** What of all these errors arrived, in words. */
const wordsFor = (rows) => {
  const kinds = new Set(rows.map(({ arrived }) => arrived.kind));
  assert.equal(kinds.size, 1, [...kinds].join());
  const [kind] = kinds;
  if (kind === "nothing") return kind;
  const words = [nameWords, messageWords, fieldWords, causeWords, bodyWords];
  const parts = words.flatMap((some) => some(rows));
  return parts.length > 0 ? `${kind}: ${parts.join(", ")}` : `${kind} without any of it`;
};

const nameWords = (rows) =>
  rows.every(({ sent, arrived }) => arrived.name === sent.name) ? ["`name`"] : [];

const messageWords = (rows) => {
  const isLike = (form) => rows.every(({ sent, arrived }) => arrived.message === form(sent));
  if (isLike(({ message }) => message)) return ["`message`"];
  if (isLike(({ name, message }) => `${name}: ${message}`))
    return ["`message` with the name before it"];
  return [];
};

const fieldWords = (rows) => {
  const names = new Set(rows.flatMap(({ sent }) => Object.keys(sent.fields)));
  const words = [...names].map((name) => [name, howFieldArrives(rows, name)]);
  const kept = words.filter(([, how]) => how !== undefined);
  if (kept.length < names.size) return kept.map(([name, how]) => quoted(name) + how);
  const changed = kept.filter(([, how]) => how).map(([name, how]) => quoted(name) + how);
  return [changed.length > 0 ? `all fields (${changed.join()})` : "all fields"];
};

/** Nothing where it arrives as it was, undefined where it does not arrive. */
const howFieldArrives = (rows, name) => {
  const having = rows.filter(({ sent }) => name in sent.fields);
  const whole = having.filter(({ sent, arrived }) => same(arrived.fields[name], sent.fields[name]));
  if (whole.length === having.length) return "";
  // A date, see `plain` in borders.mjs.
  const asText = ({ sent, arrived }) =>
    arrived.fields[name] !== undefined && arrived.fields[name] === sent.fields[name].date;
  if (having.every(asText)) return " as text";
  const isTrue = having.filter(({ sent }) => sent.fields[name] === true);
  if (whole.length > 0 && same(whole, isTrue)) return " where it is `true`";
  for (const { arrived } of having) assert.equal(arrived.fields[name], undefined, name);
  return undefined;
};

const causeWords = (rows) => {
  const having = rows.filter(({ sent }) => sent.cause);
  assert.ok(having.length > 1);
  const words = having.map(({ sent, arrived }) => {
    if (arrived.cause === undefined) return [];
    if (same(arrived.cause, sent.cause)) return ["`cause`"];
    if (arrived.cause.text) return ["`cause` as text"];
    assert.deepEqual(bare(arrived.cause), bare(sent.cause));
    return ["`cause` without its fields"];
  });
  for (const some of words) assert.deepEqual(some, words[0]);
  return words[0];
};

const bare = ({ name, message, cause }) => ({ name, message, cause: cause && bare(cause) });

const bodyWords = (rows) => {
  const having = rows.filter(({ hadBody }) => hadBody);
  assert.ok(having.length > 1);
  const yes = having[0].arrived.hasBody;
  for (const { arrived } of having) assert.equal(arrived.hasBody, yes);
  return yes ? ["`body`"] : [];
};

const guardsOf = (name) => ["isThreadlineError", `is${name}`].sort();

/** Whether the guards know each of them, or none. */
const areKnown = (rows, side) => {
  const yes = rows[0][side].guards.length > 0;
  for (const row of rows) {
    assert.deepEqual(row[side].guards.sort(), yes ? guardsOf(row.name) : [], row.name);
  }
  return yes;
};

/** `errorFrom` makes of it what it was: its class and its fields, with the cause that arrived. */
const assertRebuilt = ({ name, sent }, { rebuilt, cause }) => {
  assert.ok(rebuilt, name);
  const { classes, guards, ...rest } = rebuilt;
  assert.deepEqual(classes.sort(), [name, "ThreadlineError"].sort());
  assert.deepEqual(guards.sort(), guardsOf(name));
  assert.deepEqual({ ...rest, cause: undefined }, { ...sent, cause: undefined });
  assert.deepEqual(rest.cause, cause, `the cause of ${name}`);
};

/** Whether the line of the table is right, and what `errorFrom` and the guards make of all that arrived. */
const assertCrossed = (rows, said, added) => {
  assert.equal(rows.length, CLASSES);
  const yes = areKnown(rows, "arrived");
  assert.deepEqual(said, { arrives: wordsFor(rows), known: yes ? "yes" : "no" });
  for (const row of rows) {
    assert.deepEqual(row.arrived.added.sort(), added);
    if (yes) assertRebuilt(row, row.arrived);
    else assert.equal(row.arrived.rebuilt, undefined);
  }
  // An uncaught error can be sent in no other form.
  if (rows[0].json) {
    assert.ok(areKnown(rows, "json"));
    for (const row of rows) assertRebuilt(row, row.json);
  }
  for (const { arrived, json } of rows) {
    assert.equal(arrived.showsBody, false);
    assert.ok(!json?.showsBody && !json?.hasBody);
  }
};

/** Runs it when it is first asked for. */
export const once = (run) => {
  let running;
  return () => {
    running ??= run();
    return running;
  };
};

/** `run` resolves with what `takenForOurs` gave, as `foreign`. */
export const testForeign = (title, run) =>
  test(`${title}: what is not one of threadline's errors is not mistaken for one`, async () => {
    assert.deepEqual((await run()).foreign, []);
  });

/**
 * The lines of a place. `run` resolves with what crossed there, as `borders`: a list for each border, by its name.
 * `added` are the fields that a border puts on an error.
 */
export const testBorders = (place, run, { added = {}, title = place } = {}) => {
  const lines = LINES.filter(({ places }) => places.includes(place));
  for (const { borders, said } of lines) {
    for (const border of borders) {
      test(`${title}: an error crosses as documented: ${border}`, async () => {
        assertCrossed((await run()).borders[border], said, added[border] ?? []);
      });
    }
  }
  test(`${title}: every border is documented`, async () => {
    const expected = lines.flatMap(({ borders }) => borders);
    assert.deepEqual(Object.keys((await run()).borders).sort(), expected.sort());
  });
};

/** Every place that the table names; each has a project that runs it. */
export const PLACES = new Set(LINES.flatMap(({ places }) => places));
