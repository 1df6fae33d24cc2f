// One client for all requests, which speaks for the visitor of each.

import { redirect } from "@tanstack/react-router";
import { getCookie } from "@tanstack/react-start/server";
import { Heymarket } from "threadline";

const signIn = () => {
  throw redirect({ to: "/login" });
};

export const heymarket = new Heymarket({
  baseUrl: process.env.HEYMARKET_URL,
  token: () => getCookie("session") ?? signIn(),
});
