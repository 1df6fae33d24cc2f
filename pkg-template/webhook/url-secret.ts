// The secret in a webhook's URL. No error shows the URL.

import { invalid } from "../common/check.ts";

/** The URL of a Request; anything else has none. */
export const urlOf = (input: unknown): string | undefined => {
  try {
    return (input as { url?: string }).url;
  } catch {}
};

/** The value of `secret` as it is written in the URL. It must be there exactly once. */
export const secretIn = (url: URL | string | undefined): string | undefined => {
  let query: string | undefined;
  try {
    query = new URL((url as URL)?.href ?? url, "http://localhost").search;
  } catch {}
  if (query === undefined || url === undefined) {
    return invalid("url", "is needed with a bare body: the URL that the webhook was posted to");
  }
  const given = query
    .slice(1)
    .split("&")
    .filter((pair) => /^secret(=|$)/.test(pair));
  return given.length === 1 ? given[0].slice(7) : undefined;
};
