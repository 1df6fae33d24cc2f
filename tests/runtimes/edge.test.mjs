// The example Worker as the services' webhooks meet it, in workerd: each message is handled once.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { HOOKED, startEdge, watch } from "./support/edge.mjs";

const WORDS = "Where is my parcel?";

for (const service of HOOKED) {
  const { name, send } = service;

  describe(`a message that ${name} posts`, () => {
    let edge;
    let free;
    let known;
    const write = (asked) => edge.write(name, { text: WORDS, ...asked });
    const api = () => edge.apis[name];
    /** A conversation that is nobody's, and that no other test knows. */
    const fresh = () => free.pop() ?? assert.fail("there are too few conversations");
    /** The statuses that a known contact's message got, and how often it was answered. */
    const writeAgain = async (asked) => {
      const before = await service.answersIn(api(), known);
      await edge.fake.requests();
      const statuses = await write({ conversation: known, ...asked });
      const sends = (await edge.asked(name))[send];
      const answers = (await service.answersIn(api(), known)).length - before.length;
      return { statuses, sends, answers };
    };
    before(async () => {
      edge = await startEdge();
      free = await service.unassigned(api());
      known = free.pop();
    });
    after(() => edge.stop());

    // First of all: afterwards the Worker knows the members.
    for (const step of service.before) {
      test(`is delivered again when ${step} fails, and is answered once`, async () => {
        const conversation = fresh();
        await edge.fake.faults({ [`${name}.${step}`]: [{ status: 500 }] });
        assert.deepEqual(await write({ conversation, repeats: 2 }), [503, 200, 200]);
        assert.equal((await service.answersIn(api(), conversation)).length, 1);
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
      await write({ conversation: known });
      const owner = await service.ownerOf(api(), known);
      const { statuses, answers } = await writeAgain({ count: 3 });
      assert.deepEqual([statuses, answers], [[200, 200, 200], 3]);
      assert.equal(await service.ownerOf(api(), known), owner);
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
      assert.equal((await service.answersIn(api(), conversation)).length, 1);
    });

    test("is answered once, however often it is delivered at the same time", async () => {
      const conversation = fresh();
      const statuses = await write({ conversation, repeats: 19, atOnce: 20 });
      // A delivery that arrives while it is being handled must be retried.
      assert.ok(statuses.includes(200), `${statuses}`);
      assert.ok(
        statuses.every((status) => status === 200 || status === 503),
        `${statuses}`,
      );
      assert.equal((await service.answersIn(api(), conversation)).length, 1);
    });

    test("takes one turn when several arrive at the same time", async () => {
      // Every other one is of the same inbox.
      const [conversation, , next] = [fresh(), fresh(), fresh()];
      assert.deepEqual(new Set(await write({ conversation, count: 9, atOnce: 9 })), new Set([200]));
      assert.equal((await service.answersIn(api(), conversation)).length, 9);
      await write({ conversation: next });
      const members = await service.membersFor(api(), conversation);
      const turnOf = async (one) => members.indexOf(await service.ownerOf(api(), one));
      assert.equal(((await turnOf(conversation)) + 1) % members.length, await turnOf(next));
    });

    for (const [what, fault] of [
      ["rejected", { status: 400 }],
      ["not allowed", { status: 403 }],
      ["sent to nobody", { status: 404 }],
      ["rejected for the endpoint's key", { status: 401 }],
      ["one too many", { status: 429, headers: [["retry-after", "1"]] }],
    ]) {
      test(`is delivered again when its answer is ${what}, and is answered once`, async () => {
        await edge.fake.faults({ [`${name}.${send}`]: [fault] });
        const { statuses, sends, answers } = await writeAgain({ repeats: 2 });
        assert.deepEqual([statuses, sends, answers], [[503, 200, 200], 2, 1]);
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
        await edge.fake.faults({ [`${name}.${send}`]: [fault] });
        const { statuses, sends, answers } = await writeAgain({ repeats: 2 });
        assert.deepEqual([statuses, sends, answers], [[200, 200, 200], 1, expected]);
      });
    }

    test("is streamed to the open pages", async (t) => {
      const conversation = known;
      const watching = await watch(edge);
      t.after(watching.stop);
      assert.deepEqual(await watching.next(), { type: "watching" });
      await write({ conversation, repeats: 1 });
      await write({ conversation });
      const changed = { type: "changed", service: name, id: `${conversation}` };
      assert.deepEqual([await watching.next(), await watching.next()], [changed, changed]);
      watching.stop();
      // A page that has left does not keep others from receiving events.
      const again = await watch(edge);
      t.after(again.stop);
      await again.next();
      assert.deepEqual(await write({ conversation }), [200]);
      assert.deepEqual(await again.next(), changed);
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
  const CHATS = ["810003", "810006", "810007"];
  const qlara = HOOKED.find(({ name }) => name === "qlara");
  const [NUMBER, ID, OTHER_ID] = ["393331234567", "IT.13491208655302741918", "IT.7Kq2Vx9TzL0aMw4R"];
  const numbered = { name: "Wanda", phoneNumber: "+39 333 123-4567" };
  const WHATSAPP = { type: "WHATSAPP" };
  let edge;
  let posted = 0;
  before(async () => {
    edge = await startEdge();
  });
  after(() => edge.stop());

  const answered = () =>
    Promise.all(CHATS.map(async (id) => (await qlara.answersIn(edge.apis.qlara, id)).length));
  /** Posts the event while the service lists these contacts' conversations, or whole conversations. */
  const post = async (event, contacts) => {
    const list = contacts.map((contact, at) => ({
      chatId: CHATS[at],
      channel: WHATSAPP,
      ...(contact?.channel ? contact : { contact }),
    }));
    await edge.fake.onlyFaults({
      "qlara.listConversations": [{ status: 200, body: { json: list } }],
    });
    const whole = {
      eventType: "INBOUND",
      messageId: `m${++posted}`,
      channel: "WHATSAPP",
      ...event,
    };
    const earlier = await answered();
    const body = JSON.stringify({ ...whole, text: WORDS });
    const { status } = await fetch(edge.hooks.qlara.url, { method: "POST", body });
    const now = await answered();
    return [status, CHATS.flatMap((_id, at) => Array(now[at] - earlier[at]).fill(at))];
  };

  for (const [what, event, contacts, expected] of [
    ["the number, spelt otherwise", { source: NUMBER }, ["+1 555 555 0100", numbered], [200, [1]]],
    ["the number's digits alone", { from: "+39 3331234567" }, [NUMBER, null], [200, [0]]],
    ["the id in the place of the number", { source: ID }, [numbered, ID], [200, [1]]],
    ["the id beside no number", { from: null, userId: ID }, [null, { id: ID }], [200, [1]]],
    ["the id as bsuid", { bsuid: ID }, [{ bsuid: ID, userName: "wanda" }], [200, [0]]],
    [
      "the id of linked portfolios",
      { source: "US.ENT.11815799212886844830" },
      ["US.11815799212886844830", "US.ENT.11815799212886844830"],
      [200, [1]],
    ],
    [
      "the number, where only the sender has an id",
      { source: NUMBER, user_id: ID },
      [numbered],
      [200, [0]],
    ],
    [
      "the number, where only the contact has an id",
      { source: NUMBER },
      [{ ...numbered, id: ID }],
      [200, [0]],
    ],
    [
      "the number, beside the service's own id of the contact",
      { source: NUMBER, user_id: ID },
      [{ ...numbered, id: 40010 }],
      [200, [0]],
    ],
    [
      "the id, where the number has passed to somebody else",
      { source: NUMBER, userId: ID },
      [numbered, { ...numbered, id: OTHER_ID }, { id: ID }],
      [200, [2]],
    ],
    [
      "the channel, where a contact writes on two",
      { source: NUMBER, channel: "sms" },
      [numbered, { contact: numbered, channel: { type: "SMS" } }],
      [200, [1]],
    ],

    ["no sender", {}, [null, { name: "Ada" }, { phoneNumber: "" }], [200, []]],
    ["null as the sender", { source: null }, [null, { name: "Ada" }, numbered], [200, []]],
    ["an empty sender", { source: "" }, [{ phoneNumber: "" }, { id: "" }, numbered], [200, []]],
    ["a user name alone", { username: "wanda" }, [{ id: ID, username: "wanda" }], [200, []]],
    ["two conversations of the number", { source: NUMBER }, [numbered, NUMBER], [200, []]],
    ["two conversations of the id", { userId: ID }, [ID, { ...numbered, id: ID }], [200, []]],

    [
      "the number with another id",
      { source: NUMBER, userId: ID },
      [{ ...numbered, id: OTHER_ID }],
      [503, []],
    ],
    ["an id in other letters", { userId: ID }, [ID.toLowerCase(), `${ID}0`], [503, []]],
    [
      "a sender's name",
      { source: "BANK-ALERT" },
      [{ phoneNumber: "ACME-INFO" }, "ACME"],
      [503, []],
    ],
    [
      "a sender's name with digits",
      { source: "A1234567" },
      [{ phoneNumber: "B1234567" }],
      [503, []],
    ],
    [
      "a user name as the sender",
      { source: "wanda.w" },
      [{ id: ID, username: "wanda.w" }],
      [503, []],
    ],
    ["a short code", { source: "12345" }, [{ phoneNumber: "1-23-45" }], [503, []]],
    [
      "a short code like the id of a contact",
      { source: "12345" },
      [{ ...numbered, id: 12345 }],
      [503, []],
    ],
    [
      "the number on another channel",
      { source: NUMBER },
      [{ contact: numbered, channel: { type: "SMS" } }],
      [503, []],
    ],
  ]) {
    test(what, async () => assert.deepEqual(await post(event, contacts), expected));
  }

  for (const spelling of ["flat", "nested", "renamed", "sparse"]) {
    test(`contacts with a user id are answered, in the spelling ${spelling}`, async () => {
      await edge.fake.onlyFaults({});
      await edge.fake.options({ qlara: { spelling } });
      for (const conversation of ["810019", "810020", "810021", "810022"]) {
        const before = await qlara.answersIn(edge.apis.qlara, conversation);
        assert.deepEqual(await edge.write("qlara", { conversation, text: WORDS }), [200]);
        const after = await qlara.answersIn(edge.apis.qlara, conversation);
        assert.equal(after.length, before.length + 1, conversation);
      }
    });
  }

  test("the log says that nothing was answered and why, without personal data", () => {
    assert.match(edge.logged(), /qlara: inbound was not answered: no id or phone number to match/);
    assert.match(edge.logged(), /qlara: inbound was not answered: 2 conversations match/);
    for (const personal of [
      NUMBER,
      "3331234567",
      "123-4567",
      ID,
      OTHER_ID,
      "Wanda",
      "wanda",
      "BANK",
      WORDS,
    ]) {
      assert.ok(!edge.logged().includes(personal), personal);
    }
  });
});

describe("a hundred messages at once", () => {
  let edge;
  before(async () => {
    edge = await startEdge();
  });
  after(() => edge.stop());

  test("of both services are each answered once", async () => {
    const shares = { heymarket: 70, qlara: 30 };
    const answered = await Promise.all(
      HOOKED.map(async ({ name, unassigned, answersIn }) => {
        const api = edge.apis[name];
        const conversation = (await unassigned(api)).slice(0, 5);
        const count = shares[name];
        const statuses = await edge.write(name, { conversation, count, atOnce: count });
        assert.deepEqual(new Set(statuses), new Set([200]));
        const found = await Promise.all(conversation.map((one) => answersIn(api, one)));
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
    const url = to.origin + path.replace("SECRET", secretOf(to));
    const sent = body?.replace?.("TOKEN", to.hooks.heymarket.token) ?? body;
    const reply = await fetch(url, { method, body: sent, headers, duplex: "half" });
    const text = await reply.text();
    for (const secret of [to.hooks.heymarket.token, secretOf(to), to.token, WORDS]) {
      if (secret) assert.ok(!text.includes(secret), text);
    }
    return { status: reply.status, headers: reply.headers, ...JSON.parse(text) };
  };
  const secretOf = ({ hooks }) => new URL(hooks.qlara.url).searchParams.get("secret");

  const HEYMARKET = "/hooks/heymarket";
  const QLARA = "/hooks/qlara?secret=SECRET";
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
    ["with no secret", "/hooks/qlara", qlara, 401],
    ["with another secret", "/hooks/qlara?secret=other", qlara, 401],
    ["with an empty secret", "/hooks/qlara?secret=", qlara, 401],
    ["with two secrets", `${QLARA}&secret=SECRET`, qlara, 401],
    ["with the other service's token", "/hooks/qlara?secret=TOKEN", qlara, 401],
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
    test(`${what} is accepted, and nothing is sent`, async () => {
      await edge.fake.requests();
      const first = await post(path, body);
      assert.deepEqual([first.status, first.repeated], [200, false]);
      const again = await post(path, body);
      assert.deepEqual([again.status, again.repeated], [200, true]);
      assert.deepEqual(await edge.fake.requests(), []);
    });
  }

  test("of what members do is streamed to the pages, and only to signed-in ones", async (t) => {
    for (const authorization of ["", "Bearer stranger"]) {
      const { status } = await fetch(`${edge.origin}/events`, { headers: { authorization } });
      assert.equal(status, 401);
    }
    const headers = { authorization: `Bearer ${edge.token}`, origin: "https://elsewhere.example" };
    assert.equal((await fetch(`${edge.origin}/events`, { headers })).status, 403);
    const watching = await watch(edge);
    t.after(watching.stop);
    await watching.next();
    const { hooks, fake } = edge;
    const asked = { service: "heymarket", ...hooks.heymarket, conversation: 610018 };
    for (const event of ["chat_opened", "chat_reassigned", "moon_landed", "message_sent"]) {
      await fake.deliver({ ...asked, event });
    }
    const changed = { type: "changed", service: "heymarket", id: "610018" };
    for (let turn = 0; turn < 3; turn++) assert.deepEqual(await watching.next(), changed);
  });

  test("of somebody who is not listed yet must be delivered again", async () => {
    const { status, headers } = await post(QLARA, qlara.replace("15555553001", "4915550000000"));
    assert.equal(status, 503);
    assert.ok(Number(headers.get("retry-after")) > 0);
  });

  test("is not accepted where no secret is configured", async () => {
    const closed = await startEdge({ hooks: { heymarket: "", qlara: "" } });
    try {
      for (const [path, body] of [
        [HEYMARKET, heymarket('""')],
        ["/hooks/qlara?secret=", qlara],
        ["/hooks/qlara", qlara],
      ]) {
        assert.equal((await post(path, body, { to: closed })).status, 404);
      }
    } finally {
      await closed.stop();
    }
  });
});
