// Maps a page's request to a call: which operation, with which input. threadline checks the input.

const MAX_BODY = 16 * 1024;

/** The operation's row and what its path holds, or null when no row matches. */
export function findRoute(routes, method, pathname) {
  for (const [expected, template, operation, toInput] of routes) {
    const path = expected === method && match(template, pathname);
    if (path) return { operation, toInput, path };
  }
  return null;
}

/** The operation's input; null when the body is not a JSON object or too large, or the query is malformed. */
export async function readInput(request, { toInput, path }, session) {
  const query = readQuery(new URL(request.url).search);
  const body = await readBody(request);
  return query && body && toInput({ path, query, body, session });
}

/** The value of each `{name}`, or null. */
function match(template, pathname) {
  const [expected, found] = [template.split("/"), pathname.split("/")];
  if (expected.length !== found.length) return null;
  const values = {};
  for (const [at, part] of expected.entries()) {
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name) values[name] = decode(found[at]);
    else if (part !== found[at]) return null;
  }
  return Object.values(values).includes(null) ? null : values;
}

/** Each name's values, separated by commas; a comma within a value is percent-encoded. */
function readQuery(search) {
  const query = {};
  for (const pair of search.slice(1).split("&").filter(Boolean)) {
    const [name, values = ""] = pair.split("=");
    query[name] = values.split(",").map(decode);
    if (query[name].includes(null)) return null;
  }
  return query;
}

/** A query in which no name has several values. */
export const first = (query) =>
  Object.fromEntries(Object.entries(query).map(([name, [value]]) => [name, value]));

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

async function readBody(request) {
  const text = await request.text();
  if (text.length > MAX_BODY) return null;
  let body;
  try {
    body = JSON.parse(text || "{}", exactIds);
  } catch {
    return null;
  }
  if (body === null || typeof body !== "object" || Array.isArray(body)) return null;
  // Where the wire says `inbox_id`, an input says `inboxId`.
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [camelCase(name), value]));
}

const camelCase = (name) => name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());

// An id past 2^53 would be rounded here: its digits are passed on as a string, which threadline accepts too.
function exactIds(_key, value, { source }) {
  const rounded = typeof value === "number" && Number.isInteger(value);
  return rounded && !Number.isSafeInteger(value) ? source : value;
}
