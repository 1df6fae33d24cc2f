// A self-signed certificate for 127.0.0.1, made on the spot: no key lies in the repository, and no tool of
// the system is needed.

import { generateKeyPairSync, randomBytes, sign } from "node:crypto";

let made;
/** `{ key, cert }` as PEM; one serves all servers of a process. */
export const certificate = () => {
  made ??= make();
  return made;
};

const der = (tag, ...parts) => {
  const contents = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag, ...sizeOf(contents.length)]), contents]);
};
/** Browsers insist on the shortest form. */
const sizeOf = (length) => {
  if (length < 0x80) return [length];
  return length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
};
const sequence = (...parts) => der(0x30, ...parts);
const oid = (...bytes) => der(0x06, Buffer.from(bytes));
const octets = (bytes) => der(0x04, bytes);
const time = (date) =>
  der(
    0x17,
    Buffer.from(
      `${date
        .toISOString()
        .replace(/[-:T]|\.\d+/g, "")
        .slice(2)}`,
    ),
  );

const ECDSA_WITH_SHA256 = sequence(oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02));
const COMMON_NAME = oid(0x55, 0x04, 0x03);
const SUBJECT_ALT_NAME = oid(0x55, 0x1d, 0x11);
const DAY = 86_400_000;

const make = () => {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const name = sequence(der(0x31, sequence(COMMON_NAME, der(0x0c, Buffer.from("127.0.0.1")))));
  // Browsers go by this, not by the name.
  const address = octets(sequence(der(0x87, Buffer.from([127, 0, 0, 1]))));
  const now = Date.now();
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ECDSA_WITH_SHA256,
    name,
    sequence(time(new Date(now - DAY)), time(new Date(now + DAY))),
    name,
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, sequence(sequence(SUBJECT_ALT_NAME, address))),
  );
  const signature = sign("sha256", body, privateKey);
  const bits = der(0x03, Buffer.from([0]), signature);
  const lines = sequence(body, ECDSA_WITH_SHA256, bits)
    .toString("base64")
    .match(/.{1,64}/g);
  return {
    key: privateKey.export({ type: "pkcs8", format: "pem" }),
    cert: ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n"),
  };
};
