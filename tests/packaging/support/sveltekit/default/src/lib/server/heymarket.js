// One client for all requests, which speaks for the visitor of each.

import { redirect } from "@sveltejs/kit";
import { Heymarket } from "threadline";
import { getRequestEvent } from "$app/server";

export const heymarket = new Heymarket({
  baseUrl: process.env.HEYMARKET_URL,
  token: () => getRequestEvent().cookies.get("session") ?? redirect(303, "/login"),
  fetch: (url, init) => getRequestEvent().fetch(url, init),
});
