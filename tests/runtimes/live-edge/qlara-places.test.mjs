// Qlara's events do not name their conversation: each finds its own, or none, and never a stranger's.

import assert from "node:assert/strict";
import { after, before, beforeEach, describe, test } from "node:test";
import { serve } from "../support/misbehaving.mjs";
import { startEdge } from "./support/edge.mjs";

const ROOT = "/api/partner-gateway/v1/inbox/conversations";

/** What the service lists, as each test sets it. */
let chats = [];
let lists = 0;
let service;
let edge;
let page;
let number = 0;

before(async () => {
  service = await serve((request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    response.setHeader("content-type", "application/json");
    if (pathname === ROOT) {
      lists++;
      response.end(JSON.stringify(chats));
      return;
    }
    const id = pathname.slice(ROOT.length + 1).split("/")[0];
    const found = chats.find(({ chatId }) => chatId === id);
    if (pathname.endsWith("/messages")) response.end("[]");
    else if (found) response.end(JSON.stringify(found));
    else response.writeHead(404).end();
  });
  edge = await startEdge({ upstream: service.url });
  page = await edge.open();
});
after(async () => {
  page.close();
  await edge.stop();
  service.stop();
});
beforeEach(() => {
  lists = 0;
});

/** Each test has people of its own. */
const person = () => ({ phoneNumber: `+3933355500${10 + number++}` });
const chatOf = (chatId, contact, channel = { id: "7", type: "WHATSAPP" }) => ({
  chatId,
  contact,
  channel,
  lastMessage: "…",
  unread: 1,
});
const inbound = ({ phoneNumber, ...more }, given = {}) => ({
  eventType: "INBOUND",
  messageId: crypto.randomUUID(),
  ...(phoneNumber && { source: phoneNumber }),
  ...more,
  channel: "WHATSAPP",
  text: "Ciao",
  ...given,
});
const post = async (event) => {
  const before = page.events.length;
  assert.equal((await edge.post("qlara", event)).status, 200);
  return before;
};
/** What is shown of an event next, beside conversations. */
const shown = async (event) => {
  const before = await post(event);
  const isIt = ({ type }) => type !== "conversation" && type !== "gone";
  await page.until(() => page.events.slice(before).some(isIt), "an event");
  return page.events.slice(before).find(isIt);
};

describe("a message of a contact", () => {
  test("who is listed is shown with the conversation, and the next without listing", async () => {
    const contact = person();
    chats = [chatOf("1", contact)];
    assert.deepEqual([(await shown(inbound(contact))).id, lists], ["1", 1]);
    assert.deepEqual([(await shown(inbound(contact))).id, lists], ["1", 1]);
  });

  test("who is known from a page's list is found without another", async () => {
    const contact = person();
    chats = [chatOf("2", contact)];
    await edge.ask(`/qlara${ROOT}`);
    lists = 0;
    assert.deepEqual([(await shown(inbound(contact))).id, lists], ["2", 0]);
  });

  test("who is not listed yet is shown once the conversation is", async () => {
    const [early, other] = [person(), person()];
    chats = [];
    const before = await post(inbound(early, { text: "first" }));
    await post(inbound(early, { text: "second" }));
    chats = [chatOf("3", early), chatOf("4", other)];
    await page.until(
      () => page.events.slice(before).filter(({ type }) => type === "message").length > 1,
    );
    const messages = page.events.slice(before).filter(({ type }) => type === "message");
    assert.deepEqual(
      messages.map(({ id, message }) => [id, message.text]),
      [
        ["3", "first"],
        ["3", "second"],
      ],
    );
  });

  test("who has two conversations on one channel is shown in neither", async () => {
    const contact = person();
    chats = [chatOf("5", contact), chatOf("6", contact, { id: "8", type: "WHATSAPP" })];
    assert.equal((await shown(inbound(contact))).type, "unknown");
  });

  test("who has one on each channel is shown in the right one", async () => {
    const contact = person();
    chats = [chatOf("7", contact), chatOf("8", contact, { id: "9", type: "SMS" })];
    assert.equal((await shown(inbound(contact, { channel: "SMS" }))).id, "8");
    assert.equal((await shown(inbound(contact))).id, "7");
  });

  test("who has no number matches nobody without one", async () => {
    chats = [chatOf("10", { name: "Nobody" }), chatOf("11", null)];
    assert.equal((await shown(inbound({}))).type, "unknown");
    assert.equal(lists, 0);
  });

  test("who is known by a user id is found by it, and not by somebody else's old number", async () => {
    const { phoneNumber } = person();
    chats = [
      chatOf("12", { id: "US.1111", phoneNumber }),
      chatOf("13", { id: "US.2222", name: "New owner" }),
    ];
    const event = inbound({ phoneNumber }, { contact: { userId: "US.2222" } });
    assert.equal((await shown(event)).id, "13");
  });
});

describe("what became of a message", () => {
  const status = (contact, given) => ({
    messageId: crypto.randomUUID(),
    destination: contact.phoneNumber,
    channel: "WHATSAPP",
    ...given,
  });
  const DELIVERY = { eventType: "DELIVERY", statusCode: 3 };
  const READ = { eventType: "READ" };

  test("is shown with the conversation of its contact, before the reply's own response", async () => {
    const contact = person();
    chats = [chatOf("20", contact)];
    const event = await shown(status(contact, DELIVERY));
    assert.deepEqual([event.type, event.id, event.status], ["status", "20", "DELIVERED"]);
  });

  test("only rises: read stays read", async () => {
    const contact = person();
    chats = [chatOf("21", contact)];
    const messageId = "m-21";
    const read = await shown(status(contact, { ...READ, messageId }));
    const before = await post(status(contact, { ...DELIVERY, messageId }));
    // The next one comes after it.
    await shown(inbound(contact));
    const later = page.events.slice(before).filter(({ type }) => type === "status");
    assert.deepEqual([read.message, later], [messageId, []]);
  });

  test("is found by its message where the contact is nobody's", async () => {
    const contact = person();
    chats = [chatOf("22", contact)];
    await shown(status(contact, { ...DELIVERY, messageId: "m-22" }));
    const event = await shown({ ...READ, messageId: "m-22", channel: "WHATSAPP" });
    assert.deepEqual([event.id, event.rank], ["22", 4]);
  });
});
