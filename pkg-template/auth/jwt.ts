// A token made of an API secret: HS256, with the claims `iss` (the secret's id) and `iat` (Unix seconds).
// What signs is the bytes of the id, of `||` and of the key, as in src/heymarket/jwt.rs; by the platform's
// own cryptography, which every runtime has.

const HASH = { name: "HMAC", hash: "SHA-256" };

const bytesOf = (text) => new TextEncoder().encode(text);

const base64url = (bytes) => {
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
};

const encoded = (value) => base64url(bytesOf(JSON.stringify(value)));

/** The token of a secret, issued at a time in Unix seconds. */
export const sign = async ([id, key], issued) => {
  const { subtle } = crypto;
  const secret = await subtle.importKey("raw", bytesOf(`${id}||${key}`), HASH, false, ["sign"]);
  const claims = `${encoded({ alg: "HS256", typ: "JWT" })}.${encoded({ iss: id, iat: issued })}`;
  const signature = await subtle.sign(HASH, secret, bytesOf(claims));
  return `${claims}.${base64url(new Uint8Array(signature))}`;
};
