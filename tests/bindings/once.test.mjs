// What must not happen twice, in a page whose browser sends requests again by itself.

import assert from "node:assert/strict";
import { test } from "node:test";
import { certificate } from "../packaging/support/certificate.mjs";
import { startChromium } from "./support/carriers.mjs";

const MESSAGE = { inboxId: 2222, creatorId: 1111, chatId: 610_018, text: "Grüße 🙏" };

const bodyOf = async (request) => {
  const pieces = [];
  for await (const piece of request) pieces.push(piece);
  return Buffer.concat(pieces).toString();
};

const send = async (input) => {
  const options = { token: () => "t", baseUrl: location.origin };
  const api = new window.module.Heymarket(options);
  return api.sendMessage(input).then(
    () => "fine",
    ({ code }) => code,
  );
};

test("a message is a stream over HTTP/2, so that the browser sends it once", async (t) => {
  const arrived = [];
  let isBroken = false;
  const page = await startChromium(async (request, response) => {
    const { "content-length": length, "content-type": type } = request.headers;
    const body = await bodyOf(request);
    arrived.push({ length, type, body });
    if (isBroken) return page.breakOff();
    response.setHeader("content-type", "application/json");
    response.end('{"id":1}');
  }, certificate());
  t.after(() => page.stop());
  assert.equal(await page.evaluate(send, MESSAGE), "fine");
  const [{ length, type, body }] = arrived.splice(0);
  assert.deepEqual([length, type], [undefined, "application/json"]);
  assert.equal(JSON.parse(body).text, MESSAGE.text);

  isBroken = true;
  assert.equal(await page.evaluate(send, MESSAGE), "OUTCOME_UNKNOWN");
  assert.equal(arrived.splice(0).length, 1);

  // Where a stream has failed, it is text: the protocol may be another one now.
  isBroken = false;
  assert.equal(await page.evaluate(send, MESSAGE), "fine");
  assert.equal(arrived[0].length, `${Buffer.byteLength(arrived[0].body)}`);
});
