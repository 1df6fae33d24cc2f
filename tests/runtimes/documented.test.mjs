// The examples in the services' own documents, through the installed package: each input is sent as they show it,
// and each response is taken. The service is a server on this machine.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import http from "node:http";
import { after, before, describe, test } from "node:test";
import { Heymarket } from "threadline";

const fixture = async (name) =>
  JSON.parse(await readFile(new URL(`../fixtures/${name}.json`, import.meta.url), "utf8"));

const { heymarket: examples } = await fixture("documented-examples");
const expected = await fixture("documented-examples.expected");

let server;
let sent; // what came last
let reply; // the response
before(async () => {
  server = http.createServer(async (request, response) => {
    const pieces = await request.toArray();
    const { method, url: path } = request;
    const body = Buffer.concat(pieces).toString();
    sent = { method, path, ...(body && { body: JSON.parse(body) }) };
    response.setHeader("content-type", "application/json").end(JSON.stringify(reply));
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
});
after(() => {
  server.close();
  server.closeAllConnections();
});

describe("each documented example is sent as documented, and its response taken:", () => {
  assert.equal(examples.length, expected.length);
  for (const [at, example] of examples.entries()) {
    test(`${example.operation} ${JSON.stringify(example.input)}`, async () => {
      const { port } = server.address();
      const api = new Heymarket({
        apiKey: "key",
        baseUrl: `http://127.0.0.1:${port}`,
        maxRetries: 0,
      });
      sent = undefined;
      reply = example.reply;
      const given = await api[example.operation](example.input);
      assert.deepEqual(sent, example.wire);
      assert.deepEqual(given ?? null, expected[at]);
    });
  }
});
