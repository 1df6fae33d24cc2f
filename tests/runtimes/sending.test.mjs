// Heymarket's sends against the fake service: who receives them, and what a lost response means for each.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Heymarket } from "threadline";
import { fakeServices } from "threadline/testing";
import { rejection } from "./support/doubles.mjs";

const FROM = { inboxId: 2222, creatorId: 1111 };
const CHAT = 610005;
const TARGET = "15555550105"; // who writes there
const QUARTER = 15 * 60_000;

const make = async (options) => {
  const fake = await fakeServices();
  const api = new Heymarket({
    apiKey: fake.keys.heymarket,
    fetch: fake.fetch,
    coalesce: false,
    ...options,
  });
  const history = (phoneNumber, inboxId = 2222) => api.listMessages({ phoneNumber, inboxId });
  /** How often the service was asked for an operation. */
  const asked = (name) => fake.requests().filter(({ operation }) => operation === name).length;
  return { fake, api, history, asked };
};

const texts = (messages) => messages.map(({ text }) => text);

describe("a message goes", () => {
  test("to a new contact, which starts a conversation", async () => {
    const { api, history } = await make();
    const before = await api.countConversations();
    const phoneNumber = "+1 555-555-9977";
    const { id } = await api.sendMessage({ ...FROM, phoneNumber, text: "Welcome" });
    assert.equal(await api.countConversations(), before + 1);
    const [message] = await history("15555559977");
    assert.deepEqual([message.id, message.text, message.user], [id, "Welcome", 1111]);
    const conversation = await api.getConversation({ id: message.conversation.id });
    assert.deepEqual([conversation.target, conversation.channel], ["15555559977", "sms"]);
  });

  test("to a group, whatever the spelling of its numbers", async () => {
    const { api } = await make();
    const targets = ["+1 555-555-0101", "15555550103", "1 555 555 0102"];
    const { id } = await api.sendMessage({ ...FROM, targets, text: "All of you" });
    const [newest] = await api.listTeamMessages({ limit: 1 });
    assert.deepEqual([newest.id, newest.text], [id, "All of you"]);
    assert.deepEqual(newest.targets.toSorted(), ["15555550101", "15555550102", "15555550103"]);
  });

  test("to each contact of a list by itself", async () => {
    const { api, history } = await make();
    await api.sendMessage({ ...FROM, listId: 3301, localId: "spring", text: "Spring is here" });
    for (const phone of ["15555550118", "15555550119", "15555559901"]) {
      const got = (await history(phone)).filter(({ localId }) => localId === "spring");
      assert.deepEqual(texts(got), ["Spring is here"], phone);
    }
  });

  test("by e-mail to somebody new", async () => {
    const { api } = await make();
    const before = await api.countConversations();
    const { convoId } = await api.sendEmail({
      inbox: 2222,
      creatorId: 1111,
      targets: ["to:jo@example.com,al@example.com", "cc:kim@example.com"],
      convTitle: "Order 7",
      text: "<p>It is on its way</p>",
      rawText: "It is on its way",
    });
    assert.equal(await api.countConversations(), before + 1);
    const { channel, target, name } = await api.getConversation({ id: convoId });
    assert.deepEqual([channel, target, name], ["email", "jo@example.com", "Order 7"]);
  });

  test("nowhere, if the service knows no such thing, and the error says which", async () => {
    const { api } = await make();
    const text = "Hi";
    for (const [input, name] of [
      [{ ...FROM, chatId: 1, text }, "NotFoundError"],
      [{ ...FROM, inboxId: 1, chatId: CHAT, text }, "PermissionDeniedError"],
      [{ ...FROM, creatorId: 1118, chatId: CHAT, text }, "PermissionDeniedError"],
      [{ ...FROM, chatId: CHAT, templateId: 1 }, "NotFoundError"],
      [{ ...FROM, listId: 1, localId: "a", text }, "NotFoundError"],
    ]) {
      const error = await rejection(api.sendMessage(input));
      assert.deepEqual([error.name, error.operation, error.attempts], [name, "sendMessage", 1]);
    }
  });
});

describe("when the response is lost,", () => {
  const lost = { sending: "resetAfter" };
  const soon = () => new Date((Math.floor(Date.now() / QUARTER) + 3) * QUARTER);

  test("a message is not retried, and its outcome is unknown", async () => {
    for (const [sending, more] of [
      ["resetAfter", 1],
      ["resetBefore", 0],
    ]) {
      const { fake, api, history, asked } = await make();
      const before = (await history(TARGET)).length;
      fake.faults({ "heymarket.sendMessage": [{ sending }] });
      const error = await rejection(api.sendMessage({ ...FROM, chatId: CHAT, text: "Hi" }));
      assert.deepEqual([error.name, error.retryable], ["OutcomeUnknownError", false]);
      assert.equal(asked("sendMessage"), 1);
      assert.equal((await history(TARGET)).length, before + more);
    }
  });

  test("a message with a localId is not retried, either", async () => {
    const { fake, api, asked } = await make();
    fake.faults({ "heymarket.sendMessage": [lost] });
    const input = { ...FROM, chatId: CHAT, text: "Hi", localId: "a-1" };
    assert.equal((await rejection(api.sendMessage(input))).name, "OutcomeUnknownError");
    assert.equal(asked("sendMessage"), 1);
  });

  test("an e-mail with a localId is retried, and exists once", async () => {
    const { fake, api, asked } = await make();
    fake.faults({ "heymarket.sendEmail": [lost, { status: 502, applied: true }] });
    const email = { inbox: 2222, creatorId: 1111, convoId: 610003, rawText: "Dear Jo" };
    const { id } = await api.sendEmail({ ...email, localId: "a-1" });
    assert.equal(asked("sendEmail"), 3);
    const newest = await api.listTeamMessages({ limit: 5 });
    const mine = newest.filter(({ localId }) => localId === "a-1");
    assert.deepEqual(
      mine.map((message) => message.id),
      [id],
    );
  });

  test("an e-mail without one is not", async () => {
    const { fake, api, asked } = await make();
    fake.faults({ "heymarket.sendEmail": [lost] });
    const email = { inbox: 2222, creatorId: 1111, convoId: 610003, rawText: "Dear Jo" };
    assert.equal((await rejection(api.sendEmail(email))).name, "OutcomeUnknownError");
    assert.equal(asked("sendEmail"), 1);
  });

  test("nothing is scheduled twice", async () => {
    const { fake, api, asked } = await make();
    fake.faults({ "heymarket.scheduleMessage": [lost] });
    const input = { inboxId: 2222, conversationId: CHAT, content: { text: "Later" } };
    const error = await rejection(api.scheduleMessage({ ...input, executeAt: soon() }));
    assert.equal(error.name, "OutcomeUnknownError");
    assert.equal(asked("scheduleMessage"), 1);
  });

  test("the update of a scheduled message is retried, with the same result", async () => {
    const { fake, api, asked } = await make();
    const executeAt = soon();
    const input = { inboxId: 2222, conversationId: CHAT, executeAt };
    const { id } = await api.scheduleMessage({ ...input, content: { text: "Later" } });
    fake.faults({ "heymarket.updateScheduledMessage": [lost] });
    const content = { text: "Much later" };
    assert.equal((await api.updateScheduledMessage({ ...input, id, content })).id, id);
    assert.equal(asked("updateScheduledMessage"), 2);
    const { execute } = await api.getScheduledMessage({ id });
    assert.equal(Date.parse(execute), executeAt.getTime());
  });

  test("a scheduled message that is gone when its delete is retried was deleted", async () => {
    const { fake, api, asked } = await make();
    const input = { inboxId: 2222, conversationId: CHAT, executeAt: soon() };
    const { id } = await api.scheduleMessage({ ...input, content: { text: "Never" } });
    fake.faults({ "heymarket.deleteScheduledMessage": [lost] });
    assert.equal(await api.deleteScheduledMessage({ id }), undefined);
    assert.equal(asked("deleteScheduledMessage"), 2);
    const error = await rejection(api.deleteScheduledMessage({ id }));
    assert.deepEqual([error.name, error.attempts], ["NotFoundError", 1]);
  });
});

describe("a time to send at", () => {
  const input = { inboxId: 2222, conversationId: CHAT, content: { text: "Later" } };

  test("is on a quarter of an hour and 15 minutes ahead, or nothing is sent", async () => {
    const { api, fake } = await make();
    const next = Math.ceil((Date.now() + QUARTER) / QUARTER) * QUARTER;
    for (const executeAt of [
      new Date(next + 1),
      new Date(next + 60_000),
      new Date(next - 2 * QUARTER),
      new Date(0),
      new Date(Number.NaN),
      new Date(next).toISOString().slice(0, 19),
      next,
      "tomorrow",
      null,
    ]) {
      const error = await rejection(api.scheduleMessage({ ...input, executeAt }));
      assert.deepEqual([error.name, error.path], ["InvalidArgumentError", "executeAt"]);
    }
    assert.equal(fake.requests().length, 0);
  });

  test("is kept whatever its offset", async () => {
    const { api } = await make();
    const time = (Math.floor(Date.now() / QUARTER) + 3) * QUARTER;
    const shifted = new Date(time + 345 * 60_000).toISOString().replace("Z", "+05:45");
    const { id } = await api.scheduleMessage({ ...input, executeAt: shifted });
    assert.equal(Date.parse((await api.getScheduledMessage({ id })).execute), time);
  });
});

describe("what a page of history is like does not matter:", () => {
  for (const messageOrder of ["newest", "oldest", "shuffled"]) {
    for (const inclusive of [true, false]) {
      const bound = inclusive ? "inclusive" : "exclusive";
      test(`messages() at a service that gives the ${messageOrder} first, its bound ${bound}`, async () => {
        const { fake, api, asked } = await make();
        fake.options({ messageOrder, inclusive });
        const messages = [];
        const number = { phoneNumber: "15555550116", inboxId: 2222 };
        for await (const message of api.messages(number)) messages.push(message);
        assert.equal(new Set(messages.map(({ id }) => id)).size, 130);
        const dates = messages.map(({ date }) => date);
        assert.deepEqual(dates, dates.toSorted().reverse());
        assert.ok(asked("listMessages") <= 5, `${asked("listMessages")} requests`);
      });
    }
  }

  for (const ascending of [true, false]) {
    for (const order of ["created_at", "updated_at"]) {
      for (const inclusive of [true, false]) {
        test(`teamMessages() by ${order}, ascending: ${ascending}, inclusive: ${inclusive}`, async () => {
          const { fake, api } = await make();
          fake.options({ inclusive });
          const ids = new Set();
          const input = { order, ascending, limit: 100, createdAt: undefined };
          for await (const { id } of api.teamMessages(input)) ids.add(id);
          assert.equal(ids.size, await api.countTeamMessages());
        });
      }
    }
  }
});

test("assignableUsers() takes the list of inboxes in both of its forms", async () => {
  const { fake, api } = await make();
  const users = await api.assignableUsers({ inboxId: 2226 });
  fake.options({ inboxes: "named" });
  assert.deepEqual(await api.assignableUsers({ inboxId: 2226 }), users);
  assert.deepEqual(
    users.map(({ name }) => name),
    ["Maya", "Jonas", "Omar"],
  );
});
