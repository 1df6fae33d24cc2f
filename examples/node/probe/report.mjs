// What the probe found, as text that can be shown to anybody.

import { Keys } from "./keys.mjs";
import { kindsOf, linesOf } from "./lines.mjs";
import { Shape } from "./shape.mjs";
import { Values } from "./values.mjs";

const CONTENT_TYPES = ["application/json", "application/problem+json", "text/html", "text/plain"];

const contentType = (headers) => {
  const given = headers.get("content-type");
  if (given === undefined) return "no content type";
  const [type] = given.toLowerCase().split(/[;,\s]/);
  return CONTENT_TYPES.includes(type) ? type : "another content type";
};

const parse = (text) => {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return {};
  }
};

/** What a body looks like that is not JSON. */
const other = ({ body, isCut }) => {
  if (body === "") return isCut ? "nothing came" : "empty";
  const what = /^\s*</.test(body) ? "HTML or XML" : /^\s*[[{]/.test(body) ? "broken JSON" : "text";
  return isCut ? `${what}, cut off` : `not JSON: ${what}`;
};

/** One group of responses: those with the same status, content type and, if it is not JSON, look. */
const grouped = (exchanges) => {
  const groups = new Map();
  for (const exchange of exchanges) {
    const { value } = exchange;
    const what = value === undefined ? other(exchange) : "";
    const title = `status ${exchange.status}, ${contentType(exchange.headers)}: ${what}`;
    const shape = groups.get(title) ?? new Shape();
    groups.set(title, value === undefined ? shape : shape.add(value));
  }
  return groups;
};

const outcomeOf = ({ missing, error }, keys) => {
  if (missing.length) return `skipped, needs ${missing.map((id) => `--${id}`).join(" and ")}`;
  if (!error) return "ok";
  const { name, code, status, path } = error;
  const parts = [name, code && `code ${code}`, status && `status ${status}`];
  return [...parts, path && `path ${keys.path(path)}`].filter(Boolean).join(", ");
};

// A client never gives a value here: it describes a kind. What can't be a description is left out.
const safe = (text) => {
  const rest = String(text).replace(/RFC 3339|ISO 8601|since 1970/g, "");
  return /^[A-Za-z\d ,.:;+|/()'"`-]{0,200}$/.test(rest) && !/\d{3}/.test(rest)
    ? text
    : "(not shown)";
};

const driftOf = ({ path, expected, found }, keys) =>
  `drift at ${keys.path(path)}: expected ${safe(expected)}, found ${safe(found)}`;

const sectionOf = (outcome, keys) => {
  const lines = [`${outcome.name}: ${outcomeOf(outcome, keys)}`];
  for (const drift of outcome.drift) lines.push(`  ${driftOf(drift, keys)}`);
  for (const [title, shape] of grouped(outcome.exchanges)) {
    lines.push(`  ${title}${kindsOf(shape)}`, ...linesOf(shape, keys, false, "    "));
  }
  return lines;
};

/** The report's lines. `secrets` are texts of the caller's own that no key may show. */
export const report = (outcomes, secrets) => {
  const values = new Values();
  values.add(secrets);
  const headers = new Set();
  for (const { exchanges } of outcomes) {
    for (const exchange of exchanges) {
      Object.assign(exchange, parse(exchange.body));
      values.add([exchange.value ?? exchange.body, ...exchange.headers.values()]);
      for (const name of exchange.headers.keys()) headers.add(name);
    }
  }
  const keys = new Keys(values);
  const sections = outcomes.map((outcome) => [...sectionOf(outcome, keys), ""]);
  const shown = [...headers].filter((name) => keys.isHeader(name)).sort();
  const lines = [...sections.flat(), `Headers of the responses: ${shown.join(", ") || "none"}`];
  if (keys.unknown.size) {
    const unknown = [...keys.unknown].sort().join(", ");
    lines.push(`Check these keys, in case one of them is data of yours: ${unknown}`);
  }
  return lines;
};
