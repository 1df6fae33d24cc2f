// The example Worker as contacts meet it, in workerd: each message is answered once, in turn, and to its sender.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { ANSWER, HOOKED, startEdge, until } from "./support/edge.mjs";
import { serve } from "./support/misbehaving.mjs";

const WORDS = "Where is my parcel?";

for (const service of HOOKED) {
  const { name, send } = service;

  describe(`a message that ${name} posts`, () => {
    let edge;
    let unassigned;
    let assigned;
    const api = () => edge.apis[name];
    /** A conversation that is nobody's, and that no other test knows; or one that is somebody's. */
    const fresh = () => unassigned.shift() ?? assert.fail("there are too few conversations");
    const owned = () => assigned.shift() ?? assert.fail("there are too few conversations");
    const answersIn = async (conversation) => (await service.answersIn(api(), conversation)).length;
    /** Contacts write; the statuses that it got, once all of it has been handled. */
    const write = async (asked) => {
      const statuses = await edge.write(name, { text: WORDS, ...asked });
      await edge.idle();
      return statuses;
    };
    /** How often a message was tried to be answered, and was, when it is delivered three times. */
    const answered = async (fault) => {
      const conversation = owned();
      await edge.fake.onlyFaults({ [`${name}.${send}`]: [fault] });
      const before = await answersIn(conversation);
      await edge.fake.requests();
      assert.deepEqual(await write({ conversation, repeats: 2 }), [200, 200, 200]);
      const sends = (await edge.asked(name))[send];
      return { sends, answers: (await answersIn(conversation)) - before };
    };
    before(async () => {
      edge = await startEdge();
      ({ unassigned, assigned } = await service.conversations(api()));
    });
    after(() => edge.stop());

    // First of all: afterwards the Worker knows the members.
    for (const steps of service.before) {
      test(`is answered once, and later, when ${steps.join(" and then ")} fails`, async () => {
        const conversation = fresh();
        const failing = (some) =>
          edge.fake.onlyFaults(
            Object.fromEntries(
              some.map((step) => [`${name}.${step}`, [{ status: 500, repeat: true }]]),
            ),
          );
        await failing(steps);
        await edge.fake.requests();
        const logged = edge.logged().length;
        const asked = { conversation, text: WORDS, repeats: 2 };
        assert.deepEqual(await edge.write(name, asked), [200, 200, 200]);
        for (const [at, step] of steps.entries()) {
          const words = new RegExp(`not (be listed|handled completely): ${step} SERVER 500`);
          await until(() => words.test(edge.logged().slice(logged)));
          assert.equal((await edge.asked(name))[send], undefined);
          await failing(steps.slice(at + 1));
        }
        await edge.idle();
        assert.equal(await answersIn(conversation), 1);
      });
    }

    test("is marked as read, assigned, and answered in the same thread", async () => {
      const conversation = fresh();
      assert.deepEqual(await write({ conversation }), [200]);
      assert.equal(await service.isRead(api(), conversation), true);
      assert.notEqual((await service.ownerOf(api(), conversation)) ?? null, null);
      assert.deepEqual(await service.answersIn(api(), conversation), [conversation]);
    });

    test("stays with the member to whom the conversation is assigned", async () => {
      const conversation = fresh();
      await write({ conversation });
      const owner = await service.ownerOf(api(), conversation);
      assert.deepEqual(await write({ conversation, count: 3 }), [200, 200, 200]);
      assert.equal(await answersIn(conversation), 4);
      assert.equal(await service.ownerOf(api(), conversation), owner);
    });

    test("goes to each member in turn", async () => {
      const owners = [];
      // Each inbox has turns of its own: every other one is of the same.
      for (const conversation of [fresh(), fresh(), fresh(), fresh()]) {
        await write({ conversation });
        owners.push(await service.ownerOf(api(), conversation));
      }
      const [first, second, third, fourth] = owners;
      assert.ok(first !== third && second !== fourth, `${owners}`);
    });

    test("is answered once, however often it is delivered, one after the other", async () => {
      const conversation = fresh();
      assert.deepEqual(await write({ conversation, repeats: 4 }), [200, 200, 200, 200, 200]);
      assert.equal(await answersIn(conversation), 1);
    });

    test("is answered once, however often it is delivered at the same time", async () => {
      const conversation = fresh();
      const statuses = await write({ conversation, repeats: 19, atOnce: 20 });
      assert.deepEqual(statuses, Array(20).fill(200));
      assert.equal(await answersIn(conversation), 1);
    });

    test("takes one turn when several arrive at the same time", async () => {
      // Every other one is of the same inbox.
      const [conversation, , next] = [fresh(), fresh(), fresh()];
      const statuses = await write({ conversation, count: 5, atOnce: 5 });
      assert.deepEqual(statuses, Array(5).fill(200));
      assert.equal(await answersIn(conversation), 5);
      await write({ conversation: next });
      const members = await service.membersFor(api(), conversation);
      const turnOf = async (one) => members.indexOf(await service.ownerOf(api(), one));
      assert.equal(((await turnOf(conversation)) + 1) % members.length, await turnOf(next));
    });

    test("takes one turn, whatever fails after that", async () => {
      const step = service.before.at(-1)[0];
      const [conversation, , next] = [fresh(), fresh(), fresh()];
      await edge.fake.onlyFaults({ [`${name}.${step}`]: Array(3).fill({ status: 500 }) });
      const logged = edge.logged().length;
      await write({ conversation });
      assert.match(edge.logged().slice(logged), new RegExp(`completely: ${step} SERVER 500`));
      await write({ conversation: next });
      const members = await service.membersFor(api(), conversation);
      const turnOf = async (one) => members.indexOf(await service.ownerOf(api(), one));
      assert.equal(((await turnOf(conversation)) + 1) % members.length, await turnOf(next));
    });

    for (const [what, fault] of [
      ["not allowed", { status: 403 }],
      ["rejected for the endpoint's key", { status: 401 }],
      ["one too many", { status: 429, headers: [["retry-after", "1"]] }],
    ]) {
      test(`is answered once, and later, when its answer is ${what}`, async () => {
        assert.deepEqual(await answered(fault), { sends: 2, answers: 1 });
      });
    }

    for (const [what, fault, words] of [
      ["rejected", { status: 400 }, "INVALID_REQUEST 400"],
      ["sent to nobody", { status: 404 }, "NOT_FOUND 404"],
    ]) {
      test(`is not answered, and the log says so, when its answer is ${what}`, async () => {
        const logged = edge.logged().length;
        assert.deepEqual(await answered(fault), { sends: 1, answers: 0 });
        const line = new RegExp(`was not handled completely: ${send} ${words}`);
        assert.match(edge.logged().slice(logged), line);
      });
    }

    for (const [what, fault, expected] of [
      ["the response to its answer is lost", { sending: "resetAfter" }, 1],
      ["the response to its answer breaks off", { sending: "resetHalfway" }, 1],
      ["the response to its answer is not HTTP", { sending: "notHttp" }, 1],
      ["its answer is lost in transit", { sending: "resetBefore" }, 0],
      ["the service fails before accepting its answer", { status: 500 }, 0],
      ["the service fails after accepting its answer", { status: 500, applied: true }, 1],
      ["a gateway fails after its answer is accepted", { status: 502, applied: true }, 1],
    ]) {
      test(`is never answered twice: ${what}`, async () => {
        assert.deepEqual(await answered(fault), { sends: 1, answers: expected });
      });
    }

    test("reaches the open pages, and so does its answer", async (t) => {
      const conversation = owned();
      const id = `${conversation}`;
      const page = await edge.open();
      t.after(page.close);
      await write({ conversation, repeats: 1 });
      const answer = (one) => JSON.stringify(one.of("conversation").at(-1) ?? "").includes(ANSWER);
      await page.until(answer, "the answer has come");
      assert.deepEqual(
        page.of("message").map((event) => [event.id, event.message.text]),
        [[id, WORDS]],
      );
      page.close();
      // A page that has left does not keep others waiting.
      const again = await edge.open();
      t.after(again.close);
      assert.deepEqual(await write({ conversation }), [200]);
      await again.until(({ of }) => of("message").some((event) => event.id === id));
    });

    test("leaves neither a secret nor a contact's message or number in the log", async () => {
      assert.match(edge.logged(), /SERVER 500/);
      const { url, token = "none" } = edge.hooks[name];
      const secrets = [edge.keys[name], token, new URL(url).search || "none", edge.token];
      for (const secret of [...secrets, WORDS, "parcel", "1555555"]) {
        assert.ok(!edge.logged().includes(secret), secret);
      }
    });
  });
}

describe("a message from Qlara is answered only to its sender:", () => {
  const ROOT = "/api/partner-gateway/v1/inbox/conversations";
  const CASES = [];
  /** Each case has people of its own: what the edge has learnt of one says nothing about another. */
  const person = (at) => {
    const number = `3933312345${10 + at}`;
    return {
      number,
      numbered: { name: "Wanda", phoneNumber: `+39 333 123-45${10 + at}` },
      id: `IT.134912086553027419${10 + at}`,
      otherId: `IT.7Kq2Vx9TzL0aMw${10 + at}`,
    };
  };
  /** `make(person)` gives the event and the contacts of the conversations that are listed. */
  const add = (expected, what, make) => {
    const [event, ...contacts] = make(person(CASES.length));
    const chats = contacts.map((contact, chat) => ({
      chatId: `${CASES.length}-${chat}`,
      channel: { type: "WHATSAPP" },
      ...(contact?.channel ? contact : { contact }),
    }));
    CASES.push({ expected, what, event, chats });
  };
  const OTHER_NUMBER = "+1 555 555 0100";
  const SMS = { type: "SMS" };

  add([1], "the number, spelt otherwise", ({ number, numbered }) => [
    { source: number },
    OTHER_NUMBER,
    numbered,
  ]);
  add([0], "the number's digits alone", ({ number }) => [{ from: `+${number}` }, number, null]);
  add([1], "the id in the place of the number", ({ id, numbered }) => [
    { source: id },
    numbered,
    id,
  ]);
  add([1], "the id beside no number", ({ id }) => [{ from: null, userId: id }, null, { id }]);
  add([0], "the id as bsuid", ({ id }) => [{ bsuid: id }, { bsuid: id, userName: "wanda" }]);
  add([1], "the id of linked portfolios", () => [
    { source: "US.ENT.11815799212886844830" },
    "US.11815799212886844830",
    "US.ENT.11815799212886844830",
  ]);
  add([0], "the number, where only the sender has an id", ({ number, id, numbered }) => [
    { source: number, user_id: id },
    numbered,
  ]);
  add([0], "the number, where only the contact has an id", ({ number, id, numbered }) => [
    { source: number },
    { ...numbered, id },
  ]);
  add([0], "the number, beside the service's own id of the contact", ({ number, id, numbered }) => [
    { source: number, user_id: id },
    { ...numbered, id: 40010 },
  ]);
  add(
    [2],
    "the id, where the number has passed to somebody else",
    ({ number, id, otherId, numbered }) => [
      { source: number, userId: id },
      numbered,
      { ...numbered, id: otherId },
      { id },
    ],
  );
  add([1], "the channel, where a contact writes on two", ({ number, numbered }) => [
    { source: number, channel: "sms" },
    numbered,
    { contact: numbered, channel: SMS },
  ]);

  // Nobody can be answered.
  add([], "no sender", () => [{}, null, { name: "Ada" }, { phoneNumber: "" }]);
  add([], "null as the sender", ({ numbered }) => [
    { source: null },
    null,
    { name: "Ada" },
    numbered,
  ]);
  add([], "an empty sender", ({ numbered }) => [
    { source: "" },
    { phoneNumber: "" },
    { id: "" },
    numbered,
  ]);
  add([], "a user name alone", ({ id }) => [{ username: "wanda" }, { id, username: "wanda" }]);
  add([], "two conversations of the number", ({ number, numbered }) => [
    { source: number },
    numbered,
    number,
  ]);
  add([], "two conversations of the id", ({ id, numbered }) => [
    { userId: id },
    id,
    { ...numbered, id },
  ]);

  // It may not be listed yet: the edge looks again.
  add("later", "the number with another id", ({ number, id, otherId, numbered }) => [
    { source: number, userId: id },
    { ...numbered, id: otherId },
  ]);
  add("later", "an id in other letters", ({ id }) => [{ userId: id }, id.toLowerCase(), `${id}0`]);
  add("later", "a sender's name", () => [
    { source: "BANK-ALERT" },
    { phoneNumber: "ACME-INFO" },
    "ACME",
  ]);
  add("later", "a sender's name with digits", () => [
    { source: "A1234567" },
    { phoneNumber: "B1234567" },
  ]);
  add("later", "a user name as the sender", ({ id }) => [
    { source: "wanda.w" },
    { id, username: "wanda.w" },
  ]);
  add("later", "a short code", () => [{ source: "12345" }, { phoneNumber: "1-23-45" }]);
  add("later", "a short code like the id of a contact", ({ numbered }) => [
    { source: "23456" },
    { ...numbered, id: 23456 },
  ]);
  add("later", "the number on another channel", ({ number, numbered }) => [
    { source: number },
    { contact: numbered, channel: SMS },
  ]);

  /** The conversations that were answered, in their order. */
  const replies = [];
  let lists = 0;
  let service;
  let edge;
  before(async () => {
    const chats = CASES.flatMap((one) => one.chats);
    service = await serve(async (request, response) => {
      const path = request.url.split("?")[0].slice(ROOT.length + 1);
      if (path === "reply") {
        let sent = "";
        for await (const piece of request) sent += piece;
        replies.push(JSON.parse(sent).chatId);
        return response.writeHead(202).end();
      }
      if (request.method !== "GET") return response.writeHead(204).end();
      if (path === "") lists++;
      const found = { "": chats, "assignable-users": [] }[path];
      return response.end(JSON.stringify(found ?? chats.find(({ chatId }) => chatId === path)));
    });
    edge = await startEdge({ upstream: service.url });
    for (const [at, { event }] of CASES.entries()) {
      const whole = { eventType: "INBOUND", messageId: `m${at}`, channel: "WHATSAPP", ...event };
      const body = JSON.stringify({ ...whole, text: WORDS });
      const { status } = await fetch(edge.hooks.qlara.url, { method: "POST", body });
      assert.equal(status, 200);
    }
    const later = CASES.filter(({ expected }) => expected === "later").length;
    await until(async () => {
      const { waiting, unplaced } = await edge.status();
      return waiting === 0 && unplaced === later;
    });
    // It has looked again, and all that follows of that is done.
    const before = lists;
    await until(() => lists > before);
    await until(async () => (await edge.status()).waiting === 0);
  });
  after(async () => {
    await edge?.stop();
    service.stop();
  });

  for (const { what, expected, chats } of CASES) {
    test(what, () => {
      const own = chats.map(({ chatId }) => chatId);
      const answered = replies.filter((id) => own.includes(id)).map((id) => own.indexOf(id));
      assert.deepEqual(answered, expected === "later" ? [] : expected);
    });
  }

  test("the log says what was not answered, without personal data", () => {
    const nobody = CASES.filter(({ expected }) => expected.length === 0).length;
    const line = /qlara: a message was not answered: whose it is cannot be known/g;
    assert.equal(edge.logged().match(line).length, nobody);
    for (const personal of ["3331234", "123-45", "IT.", "US.", "anda", "BANK", WORDS]) {
      assert.ok(!edge.logged().includes(personal), personal);
    }
  });
});

describe("contacts with a user id are answered", () => {
  const qlara = HOOKED.find(({ name }) => name === "qlara");

  for (const spelling of ["flat", "nested", "renamed", "sparse"]) {
    test(`in the spelling ${spelling}`, async (t) => {
      const edge = await startEdge();
      t.after(edge.stop);
      await edge.fake.options({ qlara: { spelling } });
      for (const conversation of ["810019", "810020", "810021", "810022"]) {
        assert.deepEqual(await edge.write("qlara", { conversation, text: WORDS }), [200]);
        await edge.idle();
        const answers = await qlara.answersIn(edge.apis.qlara, conversation);
        assert.equal(answers.length, 1, conversation);
      }
    });
  }
});

describe("a hundred messages at once", () => {
  let edge;
  before(async () => {
    edge = await startEdge();
  });
  after(() => edge.stop());

  test("of both services are each answered once", async () => {
    const shares = { heymarket: 70, qlara: 30 };
    const asked = await Promise.all(
      HOOKED.map(async ({ name, conversations }) => {
        const count = shares[name];
        const { unassigned } = await conversations(edge.apis[name]);
        // One conversation gets five answers at most.
        const conversation = unassigned.slice(0, count / 5);
        const statuses = await edge.write(name, { conversation, count, atOnce: count });
        assert.deepEqual(new Set(statuses), new Set([200]));
        return conversation;
      }),
    );
    await edge.idle();
    const answered = await Promise.all(
      HOOKED.map(async ({ name, answersIn }, at) => {
        const found = await Promise.all(asked[at].map((one) => answersIn(edge.apis[name], one)));
        assert.deepEqual(new Set(found.map(({ length }) => length)), new Set([5]));
        return [name, found.flat().length];
      }),
    );
    assert.deepEqual(Object.fromEntries(answered), shares);
  });
});

describe("a webhook", () => {
  let edge;
  before(async () => {
    edge = await startEdge();
  });
  after(() => edge.stop());

  /** Posts what a service might; no response may contain a secret or a contact's message. */
  const post = async (path, body, { method = "POST", to = edge, headers } = {}) => {
    const url = `${to.origin}/inbox/hooks${path.replace("SECRET", secretOf(to))}`;
    const sent = body?.replace?.("TOKEN", to.hooks.heymarket.token) ?? body;
    const reply = await fetch(url, { method, body: sent, headers, duplex: "half" });
    const text = await reply.text();
    for (const secret of [to.hooks.heymarket.token, secretOf(to), to.token, WORDS]) {
      if (secret) assert.ok(!text.includes(secret), text);
    }
    return { status: reply.status, headers: reply.headers, ...JSON.parse(text) };
  };
  const secretOf = ({ hooks }) => new URL(hooks.qlara.url).searchParams.get("secret");

  const HEYMARKET = "/heymarket";
  const QLARA = "/qlara?secret=SECRET";
  const message = `{"id":7,"text":"${WORDS}","conversation":{"id":610018}}`;
  const heymarket = (token, type = "message_received", data = message) =>
    `{"type":"${type}","id":4711,"token":${token},"event_data":${data}}`;
  const qlara = `{"eventType":"INBOUND","messageId":7,"source":"15555553001","text":"${WORDS}"}`;

  for (const [what, path, body, status, init] of [
    ["with another token", HEYMARKET, heymarket('"T0KEN"'), 401],
    ["with no token", HEYMARKET, heymarket("null"), 401],
    ["with an empty token", HEYMARKET, heymarket('""'), 401],
    ["with a token that is not a string", HEYMARKET, heymarket("[]"), 401],
    ["with its token in the address", `${HEYMARKET}?token=TOKEN`, heymarket("null"), 401],
    ["with no secret", "/qlara", qlara, 401],
    ["with another secret", "/qlara?secret=other", qlara, 401],
    ["with an empty secret", "/qlara?secret=", qlara, 401],
    ["with two secrets", `${QLARA}&secret=SECRET`, qlara, 401],
    ["with the other service's token", "/qlara?secret=TOKEN", qlara, 401],
    ["that is not JSON, so that its token cannot be read", HEYMARKET, "<html>", 401],
    ["that is not JSON, with the secret", QLARA, "<html>", 400],
    ["that is cut off", HEYMARKET, heymarket('"TOKEN"').slice(0, -2), 401],
    ["without a body", HEYMARKET, "", 401],
    ["without a body, with the secret", QLARA, "", 400],
    [
      "of a message without a message",
      HEYMARKET,
      heymarket('"TOKEN"', "message_sent", "null"),
      400,
    ],
    ["that is nested without end", QLARA, `{"x":${"[".repeat(100_000)}`, 400],
    ["that is too large", HEYMARKET, heymarket('"TOKEN"') + " ".repeat(2 ** 20), 401],
    ["that is too large, with the secret", QLARA, qlara + " ".repeat(2 ** 20), 401],
    ["that is put", HEYMARKET, heymarket('"TOKEN"'), 405, { method: "PUT" }],
    ["that is put, with the secret", QLARA, qlara, 405, { method: "PUT" }],
    ["that is asked for", QLARA, undefined, 405, { method: "GET" }],
  ]) {
    test(`${what} is rejected with ${status}, and nothing is done`, async () => {
      await edge.fake.requests();
      const reply = await post(path, body, init);
      assert.equal(reply.status, status);
      if (status === 405) assert.equal(reply.headers.get("allow"), "POST");
      assert.deepEqual(await edge.fake.requests(), []);
    });
  }

  test("that is too large and has no length is rejected with 401", async () => {
    const pieces = ReadableStream.from(Array(20).fill(new Uint8Array(65_536).fill(32)));
    assert.equal((await post(HEYMARKET, pieces)).status, 401);
  });

  for (const [what, path, body] of [
    ["of an unknown type", HEYMARKET, heymarket('"TOKEN"', "moon_landed", "[1]")],
    ["of an incoming call", HEYMARKET, heymarket('"TOKEN"', "incoming_call", "null")],
    ["of a message that was sent", HEYMARKET, heymarket('"TOKEN"', "message_sent")],
    ["of a conversation that was closed", HEYMARKET, heymarket('"TOKEN"', "chat_closed")],
    ["of a message's delivery", QLARA, '{"eventType":"DELIVERY","messageId":7,"statusCode":3}'],
    ["of an unknown kind", QLARA, '{"eventType":"LANDING"}'],
  ]) {
    test(`${what} is accepted once, and nothing is done`, async () => {
      await edge.fake.requests();
      const first = await post(path, body);
      assert.deepEqual([first.status, first.repeated], [200, false]);
      const again = await post(path, body);
      assert.deepEqual([again.status, again.repeated], [200, true]);
      await until(async () => {
        const { waiting, unplaced, unread } = await edge.status();
        return waiting + unplaced + unread === 0;
      });
      const asked = new Set((await edge.fake.requests()).map(({ operation }) => operation));
      // What has changed is read for the pages.
      asked.delete("getConversation");
      assert.deepEqual([...asked], []);
    });
  }

  test("of what members do reaches the pages, and only signed-in ones", async (t) => {
    for (const token of ["stranger", "t"]) {
      const stranger = await edge.open({ token });
      assert.deepEqual([stranger.closed.code, stranger.greeting], [4401, undefined]);
    }
    const elsewhere = await edge.open({ origin: "https://elsewhere.example" });
    assert.deepEqual([elsewhere.closed.code, elsewhere.greeting], [0, undefined]);
    const page = await edge.open();
    t.after(page.close);
    const { hooks, fake } = edge;
    const asked = { service: "heymarket", ...hooks.heymarket, conversation: 610018 };
    for (const event of ["chat_opened", "chat_reassigned", "moon_landed", "message_sent"]) {
      const before = page.events.length;
      await fake.deliver({ ...asked, event });
      await page.until(({ events }) => events.length > before, event);
      assert.equal(page.events[before].id, event === "moon_landed" ? undefined : "610018");
    }
  });

  test("of somebody who is not listed yet is answered once the conversation is", async () => {
    const numbers = { from: "15555553001", to: "4915550000000" };
    const { status } = await post(QLARA, qlara.replace(numbers.from, numbers.to));
    assert.equal(status, 200);
    await until(async () => (await edge.asked("qlara")).listConversations > 0);
    assert.equal((await edge.status()).unplaced, 1);
    const contact = { chatId: "810006", channel: "WHATSAPP", contact: numbers.to };
    await edge.fake.onlyFaults({
      "qlara.listConversations": [{ status: 200, body: { json: [contact] } }],
    });
    await edge.idle();
    assert.equal((await edge.asked("qlara")).reply, 1);
  });

  test("is not accepted where no secret is configured", async () => {
    const closed = await startEdge({ hooks: {} });
    try {
      for (const [path, body] of [
        [HEYMARKET, heymarket('""')],
        ["/qlara?secret=", qlara],
        ["/qlara", qlara],
      ]) {
        assert.equal((await post(path, body, { to: closed })).status, 404);
      }
    } finally {
      await closed.stop();
    }
  });
});
