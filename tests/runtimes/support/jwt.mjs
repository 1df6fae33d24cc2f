// Tokens of Heymarket's API secrets, made by Node itself: what threadline's must be like.

import { createHmac } from "node:crypto";

const encoded = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** The token of a secret, issued at a time in Unix seconds. */
export const tokenOf = ({ id, key }, issued) => {
  const signed = `${encoded({ alg: "HS256", typ: "JWT" })}.${encoded({ iss: id, iat: issued })}`;
  return `${signed}.${createHmac("sha256", `${id}||${key}`).update(signed).digest("base64url")}`;
};

/** What a token claims. */
export const claimsOf = (token) => JSON.parse(Buffer.from(token.split(".")[1], "base64url"));
