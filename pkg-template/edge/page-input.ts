// A page's request as the input of an operation. threadline checks the values; here it is decided which ones pass.

import { invalid } from "../common/check.ts";
import type { Route } from "./routes/route.ts";
import type { ServiceName } from "./service.ts";
import type { Session } from "./session.ts";

const MAX_BODY = 262_144;

const camelCase = (name: string): string =>
  name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

// The query of Heymarket's history spells it in its own way.
const inputName = (name: string): string => (name === "inboxID" ? "inboxId" : camelCase(name));

/** An id past 2^53 would be rounded: its digits are kept as text, which threadline accepts as well. */
const exact = (_key: string, value: unknown, context?: { source?: string }): unknown =>
  typeof value === "number" && Number.isInteger(value) && !Number.isSafeInteger(value)
    ? (context?.source ?? value)
    : value;

const readBody = async (request: Request): Promise<Record<string, unknown>> => {
  const text = await request.text();
  if (text.length > MAX_BODY) invalid("body", `has more than ${MAX_BODY} characters`);
  let body: unknown;
  try {
    body = JSON.parse(text || "{}", exact as (key: string, value: unknown) => unknown);
  } catch {
    return invalid("body", "is not JSON");
  }
  return typeof body === "object" && body && !Array.isArray(body)
    ? (body as Record<string, unknown>)
    : invalid("body", "must be an object");
};

/** Lists are separated by commas; a comma within a value is percent-encoded. */
const readQuery = (search: string): Record<string, unknown> => {
  const query: Record<string, unknown> = {};
  for (const pair of search.slice(1).split("&").filter(Boolean)) {
    const [name = "", values = ""] = pair.split("=");
    const key = inputName(name);
    try {
      const list = values.split(",").map((value) => decodeURIComponent(value));
      query[key] = FORMS[key]?.(list) ?? list[0];
    } catch {
      invalid(key, "is not percent-encoded");
    }
  }
  return query;
};

/** What is no text in the input. */
const FORMS: Readonly<Record<string, (values: string[]) => unknown>> = {
  channelIds: (values) => values,
  unreadOnly: ([text = ""]) => ({ true: true, false: false })[text] ?? text,
  timestamp: ([text = ""]) => (/^\d+$/.test(text) ? Number(text) : text),
};

/** Throws an `InvalidArgumentError` that names what a page may not say. */
export const pageInput = async (
  request: Request,
  service: ServiceName,
  row: Route,
  values: Record<string, string>,
  session: Session,
): Promise<Record<string, unknown>> => {
  const { fields, acting } = row;
  const given = {
    ...readQuery(new URL(request.url).search),
    ...(request.method === "GET" ? {} : await readBody(request)),
  };
  const input: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given)) {
    const key = inputName(name);
    // The session decides, not the page.
    if (key === acting) continue;
    if (!fields.includes(key)) {
      const allowed = fields.length ? `it may give ${fields.join(", ")}` : "it gives nothing";
      invalid(key, `is not open to pages in ${row.operation}: ${allowed}`, JSON.stringify(key));
    }
    input[key] = value;
  }
  Object.assign(input, values);
  if (acting && service === "heymarket") input[acting] = session.heymarket?.userId;
  return input;
};
