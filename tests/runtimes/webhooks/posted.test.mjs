// What the fake Qlara posts to a server on this machine: proved by a secret in the URL, which is written there in
// more than one way, and with contacts who have no phone number.

import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { parseQlaraWebhook } from "threadline";
import { startFake } from "../support/fake.mjs";

const SECRET = "Zm9v+YmFy/YmF6%41==";
const ID = "US.13491208655302741918";

let fake;
let server;
let origin;
let events = [];
before(async () => {
  fake = await startFake();
  server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray());
    const status = await parseQlaraWebhook(body, { secret: SECRET, url: request.url }).then(
      (event) => {
        events.push(event);
        return 200;
      },
      ({ code }) => (code === "WEBHOOK_VERIFICATION" ? 401 : 500),
    );
    response.writeHead(status).end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  origin = `http://127.0.0.1:${server.address().port}`;
});
after(() => {
  fake?.stop();
  server?.close();
});

const deliver = async (url, asked) => {
  events = [];
  const { deliveries } = await fake.deliver({ service: "qlara", url: `${origin}${url}`, ...asked });
  return deliveries.map(({ status }) => status);
};

for (const [name, url, status] of [
  ["as it is", `/hook?secret=${SECRET}`, 200],
  ["encoded", `/hook?x=1&secret=${encodeURIComponent(SECRET)}`, 200],
  ["another one", `/hook?secret=${SECRET}x`, 401],
  ["with its escape resolved", `/hook?secret=${SECRET.replace("%41", "A")}`, 401],
]) {
  test(`a secret in the URL, ${name}: ${status}`, async () => {
    assert.deepEqual(await deliver(url, { count: 2 }), [status, status]);
  });
}

for (const spelling of ["flat", "nested", "renamed", "sparse"]) {
  test(`a contact without a phone number, and each event once (${spelling})`, async () => {
    await fake.options({ qlara: { spelling } });
    for (const event of ["INBOUND", "DELIVERY", "READ"]) {
      const contact = { id: ID, username: "jo" };
      await deliver(`/hook?secret=${SECRET}`, { event, contact, count: 3, repeats: 2 });
      assert.equal(events.length, 9);
      for (const { contact } of events)
        assert.deepEqual([contact.id, contact.phoneNumber], [ID, null]);
      assert.equal(new Set(events.map(({ deduplicationKey }) => deduplicationKey)).size, 3);
    }
  });
}
