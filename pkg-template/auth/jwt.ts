// A token made of an API secret: HS256, with the claims `iss` (the secret's id) and `iat` (Unix seconds).
// The signing key is the bytes of the id, of `||` and of the key, as in src/heymarket/jwt.rs. It is signed by the
// platform's own cryptography, which every runtime has.

import type { Secret } from "../client/options.ts";

const HASH = { name: "HMAC", hash: "SHA-256" };

const bytesOf = (text: string) => new TextEncoder().encode(text);

const base64url = (bytes: Uint8Array): string => {
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
};

const encoded = (value: unknown): string => base64url(bytesOf(JSON.stringify(value)));

/** The token of a secret, issued at a time in Unix seconds. */
export const sign = async ([id, key]: Secret, issued: number): Promise<string> => {
  const { subtle } = crypto;
  const secret = await subtle.importKey("raw", bytesOf(`${id}||${key}`), HASH, false, ["sign"]);
  const claims = `${encoded({ alg: "HS256", typ: "JWT" })}.${encoded({ iss: id, iat: issued })}`;
  const signature = await subtle.sign(HASH, secret, bytesOf(claims));
  return `${claims}.${base64url(new Uint8Array(signature))}`;
};
