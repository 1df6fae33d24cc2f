// What a page may ask the service for: its paths, and the key that only the server has.

import { error } from "@sveltejs/kit";

export const fallback = async ({ params, request, url }) => {
  if (request.headers.get("authorization") !== "Bearer of-the-session") error(401);
  const { HEYMARKET_KEY, HEYMARKET_URL } = process.env;
  const response = await fetch(`${HEYMARKET_URL}/${params.path}${url.search}`, {
    method: request.method,
    headers: {
      authorization: `Bearer ${HEYMARKET_KEY}`,
      "content-type": request.headers.get("content-type") ?? "application/json",
    },
    body: request.body && (await request.arrayBuffer()),
  });
  return new Response(response.body, {
    status: response.status,
    // No hook lets `load` read it.
    headers: { "content-type": "application/json", "x-request-id": "r-1" },
  });
};
