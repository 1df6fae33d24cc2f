// Takes the place of https://api.heymarket.com, with a certificate that no platform trusts.

import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { createServer } from "node:https";
import selfsigned from "selfsigned";

export const HOST = "api.heymarket.com";

const certify = (name) =>
  selfsigned.generate([{ name: "commonName", value: name }], {
    algorithm: "sha256",
    keySize: 2048,
    days: 2,
    extensions: [
      { name: "basicConstraints", cA: true },
      {
        name: "subjectAltName",
        altNames: [name, "localhost"].map((value) => ({ type: 2, value })),
      },
    ],
  });

/** Writes the certificates that the documentation's code reads into the folder. */
export const startGateway = async (folder) => {
  const own = certify(HOST);
  const client = certify("client");
  writeFileSync(`${folder}/company-ca.pem`, own.cert);
  writeFileSync(`${folder}/client.pem`, client.cert);
  writeFileSync(`${folder}/client-key.pem`, client.private);
  const requests = [];
  const options = {
    key: own.private,
    cert: own.cert,
    ca: client.cert,
    requestCert: true,
    rejectUnauthorized: false,
  };
  const server = createServer(options, (request, response) => {
    const { url, headers, socket } = request;
    requests.push({ url, headers, known: socket.authorized });
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify([{ id: 2222, name: "Support" }]));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  return {
    url: `https://localhost:${port}`,
    address: `127.0.0.1:${port}`,
    ca: `${folder}/company-ca.pem`,
    requests,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
