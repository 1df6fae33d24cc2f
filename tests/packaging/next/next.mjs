// Next's row in docs/runtimes.md, and how its pages are visited.

import { locked, row } from "../support/row.mjs";

const LIMIT = 60_000;

export const next = row("Next.js", locked("next"));

/** A page's response, as a browser would get it without following a redirect. */
export const ask = (address, { cookie, method } = {}) =>
  fetch(address, {
    method,
    headers: { accept: "text/html", ...(cookie && { cookie }) },
    redirect: "manual",
    signal: AbortSignal.timeout(LIMIT),
  });

/** What a page shows in its `<pre>`. */
export const shown = async (server, path, options) => {
  const response = await ask(`${server.found}${path}`, options);
  const text = await response.text();
  const [, found] = /<pre>(.*?)<\/pre>/.exec(text) ?? [];
  if (response.ok && found !== undefined) return found.replaceAll("<!-- -->", "");
  throw new Error(`${path}: ${response.status} ${text.slice(0, 500)}\n${server.output.all}`);
};

/** The operations that have arrived at the services since the last time. */
export const arrived = async (fake) => (await fake.requests()).map(({ operation }) => operation);
