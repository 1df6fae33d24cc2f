// What is done of itself after an event: at least once, in order within a conversation, and sent at most once.

import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import { Qlara } from "threadline";
import { startEdge, until } from "./support/edge.mjs";

let edge;
let page;
before(async () => {
  edge = await startEdge();
  page = await edge.open();
});
after(async () => {
  page.close();
  await edge.stop();
});
afterEach(async () => {
  edge.onEvent(() => []);
  await edge.fake.onlyFaults({});
});

/** Conversations, each for one test. */
const CHATS = ["810006", "810019", "800009"];
const HEYMARKET = [610012, 610013, 610014, 610015, 610016];

const sends = async (operation) =>
  (await (await fetch(`${edge.fake.url}/__fake/requests`)).json()).filter(
    (one) => one.operation === operation,
  ).length;

const idle = () => until(async () => (await edge.door("stats")).waiting === 0);

describe("onEvent", () => {
  test("knows the conversation, and is called once for what succeeds", async () => {
    const before = edge.events.length;
    await edge.write("qlara", { conversation: CHATS[0], text: "Ciao" });
    await until(() => edge.events.length > before);
    await idle();
    const [event, ...others] = edge.events.slice(before);
    assert.deepEqual(
      [event.service, event.type, event.conversationId, event.text, event.late, event.attempt],
      ["qlara", "inbound", CHATS[0], "Ciao", false, 1],
    );
    assert.deepEqual(others, []);
  });

  test("is called again after a failure, and in order within a conversation", async () => {
    const before = edge.events.length;
    let failures = 1;
    edge.onEvent(({ message }) => (message?.text === "one" && failures-- > 0 ? ["fail"] : []));
    const conversation = HEYMARKET[0];
    for (const text of ["one", "two", "three"]) {
      await edge.write("heymarket", { conversation, text });
    }
    await until(() => edge.events.length >= before + 4);
    await idle();
    assert.deepEqual(
      edge.events.slice(before).map(({ message, attempt }) => [message.text, attempt]),
      [
        ["one", 1],
        ["one", 2],
        ["two", 1],
        ["three", 1],
      ],
    );
  });

  test("does not keep other conversations waiting", async () => {
    const before = edge.events.length;
    let release;
    const held = new Promise((resolve) => {
      release = resolve;
    });
    edge.onEvent(async ({ conversationId }) => {
      if (conversationId === `${HEYMARKET[1]}`) await held;
      return [];
    });
    await edge.write("heymarket", { conversation: HEYMARKET[1], text: "slow" });
    await edge.write("heymarket", { conversation: HEYMARKET[0], text: "quick" });
    await until(() => edge.events.length >= before + 2);
    await until(async () => (await edge.door("stats")).waiting === 1);
    release();
    await idle();
  });
});

describe("what onEvent does", () => {
  test("reaches the pages, which then read no older messages", async () => {
    const chatId = CHATS[0];
    const qlara = new Qlara({ baseUrl: `${edge.origin}/inbox/qlara`, token: () => "all" });
    const last = async () => (await qlara.listMessages({ chatId })).at(-1).text;
    const before = page.events.length;
    const isAnswer = ({ type, id, conversation }) =>
      type === "conversation" && id === chatId && conversation.lastMessage === "Thank you";
    edge.onEvent(async () => {
      // Read just before: equal reads are shared for a moment.
      assert.equal(await last(), "Where is it?");
      return ["answer"];
    });
    await edge.write("qlara", { conversation: chatId, text: "Where is it?" });
    await page.until(() => page.events.slice(before).some(isAnswer), "the answer has come");
    assert.equal(await last(), "Thank you");
  });
});

describe("sendOnce", () => {
  const answered = async (conversation, faults = {}) => {
    await edge.fake.requests();
    await edge.fake.onlyFaults(faults);
    edge.onEvent(() => ["answer"]);
    const before = edge.events.length;
    await edge.write("qlara", { conversation, text: "Ciao" });
    await until(() => edge.events.length > before);
    await idle();
    return { sends: await sends("reply"), calls: edge.events.length - before };
  };

  test("sends", async () => {
    assert.deepEqual(await answered(CHATS[0]), { sends: 1, calls: 1 });
  });

  for (const [what, fault, expected] of [
    ["the response is lost", { sending: "resetAfter" }, { sends: 1, calls: 1 }],
    ["the request is lost", { sending: "resetBefore" }, { sends: 1, calls: 1 }],
    ["the service fails", { status: 500 }, { sends: 1, calls: 1 }],
    ["a gateway fails", { status: 502, applied: true }, { sends: 1, calls: 1 }],
    ["it is refused for good", { status: 404 }, { sends: 1, calls: 1 }],
    ["it is refused as malformed", { status: 422 }, { sends: 1, calls: 1 }],
    ["the key is rejected for now", { status: 401 }, { sends: 2, calls: 2 }],
  ]) {
    test(`sends at most what it must: ${what}`, async () => {
      assert.deepEqual(await answered(CHATS[1], { "qlara.reply": [fault] }), expected);
    });
  }

  test("is called once for each event, even where onEvent fails after it", async () => {
    await edge.fake.requests();
    let failures = 1;
    edge.onEvent(() => (failures-- > 0 ? ["answer", "fail"] : ["answer"]));
    const before = edge.events.length;
    await edge.write("heymarket", { conversation: HEYMARKET[0], text: "Hello" });
    await until(() => edge.events.length >= before + 2);
    await idle();
    assert.equal(await sends("sendMessage"), 1);
  });

  test("does not send without end into one conversation", async () => {
    await edge.fake.requests();
    edge.onEvent(() => ["answer"]);
    const before = edge.events.length;
    for (let at = 0; at < 8; at++) {
      await edge.write("qlara", { conversation: CHATS[2], text: `Ping ${at}` });
    }
    await until(() => edge.events.length >= before + 8);
    await idle();
    assert.equal(await sends("reply"), 5);
    assert.match(edge.logged(), /5 answers to one conversation within 600 seconds/);
  });
});

describe("a crash", () => {
  /** Kills the runtime when onEvent is at a step, once. */
  const killedAt = async (steps, operation) => {
    const conversation = HEYMARKET[0];
    await edge.fake.requests();
    if (operation)
      await edge.fake.onlyFaults({ [`heymarket.${operation}`]: [{ sending: "stall" }] });
    let reach;
    const reached = new Promise((resolve) => {
      reach = resolve;
    });
    let first = true;
    edge.onEvent(async () => {
      if (!first) return steps;
      first = false;
      reach();
      // Killed before it gets the answer, where there is none to send.
      return operation ? steps : new Promise(() => {});
    });
    await edge.write("heymarket", { conversation, text: "Hello" });
    await reached;
    if (operation) await edge.arrived(operation);
    await edge.kill();
    // Somebody calls, or its alarm rings.
    await idle();
  };

  test("between the response and the work: it is done", async () => {
    await killedAt(["answer"]);
    assert.equal(await sends("sendMessage"), 1);
  });

  test("while an answer is sent: it is not sent again", async () => {
    await killedAt(["answer"], "sendMessage");
    assert.equal(await sends("sendMessage"), 1);
  });

  test("loses no event, and tells none twice", async () => {
    const conversation = HEYMARKET[0];
    const other = await edge.open();
    const texts = Array.from({ length: 30 }, (_, at) => `message ${at}`);
    let last = other;
    for (const [at, text] of texts.entries()) {
      const { statuses } = await edge.write("heymarket", { conversation, text });
      assert.deepEqual(statuses, [200]);
      if (at % 10 === 5) {
        await edge.kill();
        last = await edge.open({ resume: last });
        assert.equal(last.greeting.resumed, true);
      }
    }
    const shown = () => last.of("message").map(({ message }) => message.text);
    await last.until(() => shown().at(-1) === texts.at(-1));
    assert.deepEqual(shown(), texts);
    assert.equal(last.gaps, 0);
    last.close();
  });
});
