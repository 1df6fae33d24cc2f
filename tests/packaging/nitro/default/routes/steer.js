import { createError, defineEventHandler, getQuery, getRequestURL } from "h3";
import { Heymarket } from "threadline";
import { steer } from "../../../support/steer.mjs";

const THROWN = {
  createError: () => {
    throw createError({ statusCode: 404, statusMessage: "Nobody", data: { thing: "person" } });
  },
  response: () => {
    throw Response.redirect("https://example.com/login", 302);
  },
};

export default defineEventHandler((event) =>
  steer(Heymarket, getRequestURL(event).searchParams, THROWN[getQuery(event).thrown]),
);
