// The live connection: numbered events, resumed without a loss, and only for those who may see them.

import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import { sleep } from "../support/doubles.mjs";
import { SEES_ALL, startEdge, until } from "./support/edge.mjs";
import { follow } from "./support/follower.mjs";
import { startLine } from "./support/line.mjs";
import { chatOf, chatPosted, messagePosted } from "./support/posted.mjs";
import { handshake, openSocket } from "./support/socket.mjs";

/** Bytes of a frame. */
const LARGEST_FRAME = 60 * 1024;

const KEEP = 300;

const SUPPORT = { id: 2222, name: "Support" };
const SALES = { id: 2223, name: "Sales" };

let edge;
let pages = [];
let nextId = 1_000;
let nextChat = 910_000;

const open = async (options) => {
  const page = await edge.open(options);
  pages.push(page);
  return page;
};

/** A session for a token that no other test uses. */
const session = (fields) => {
  const token = `token-${nextId++}`;
  edge.sessions.set(token, { user: "bea", ...fields });
  return token;
};

/** A contact writes, and Heymarket posts it whole: a `message` and a `conversation`, and nothing is read. */
const writes = async (text, { chat = 900_000, ...fields } = {}) => {
  const id = nextId++;
  const conversation = chatOf(chat, { seconds: id, last_msg: text, ...fields });
  const response = await edge.post(
    "heymarket",
    messagePosted(edge.hooks.heymarket, id, text, conversation),
  );
  assert.equal(response.status, 200);
};

const textsOf = ({ events }) =>
  events.filter(({ type }) => type === "message").map(({ message }) => message.text);

/** A handshake whose connection, where there is one, is ended at once. */
const shake = async (options) => {
  const { status, headers, socket } = await handshake(new URL("/inbox/live", edge.origin), options);
  socket?.destroy();
  return { status, headers };
};

const numbers = (from, to) => Array.from({ length: to - from + 1 }, (_, at) => from + at);

/** The numbers that a page's frames say that they cover. */
const covered = ({ frames }) => frames.flatMap(({ from, to }) => numbers(from, to));

before(async () => {
  edge = await startEdge({ keep: KEEP });
});

afterEach(async () => {
  for (const page of pages) page.close();
  pages = [];
  // What is still to be read would be seen by the next test's pages.
  await until(async () => (await edge.door("unread")) === 0);
});

after(() => edge.stop());

describe("a page that connects", () => {
  test("is greeted with the log's id and its last number, and sees what follows numbered one by one", async () => {
    const page = await open();
    const { epoch, seq } = await edge.door("stats");
    assert.deepEqual(page.greeting, { epoch, seq, resumed: false });
    for (const text of ["one", "two", "three"]) await writes(text);
    await page.until(({ seq: now }) => now === seq + 6);
    assert.deepEqual(covered(page), numbers(seq + 1, seq + 6));
    assert.deepEqual(textsOf(page), ["one", "two", "three"]);
    assert.deepEqual(page.events.map(({ type }) => type).slice(0, 2), ["message", "conversation"]);
  });

  test("comes back with its cursor, and receives exactly what it has missed", async () => {
    const page = await open();
    await writes("seen");
    await page.until(({ events }) => events.length === 2);
    page.close();
    await page.until(({ closed }) => closed);
    for (const text of ["missed 1", "missed 2"]) await writes(text);
    const again = await open({ resume: page });
    assert.deepEqual(again.greeting, { epoch: page.epoch, seq: page.seq, resumed: true });
    await again.until(({ events }) => events.length === 6);
    assert.deepEqual(textsOf(again), ["seen", "missed 1", "missed 2"]);
    assert.equal(again.gaps, 0);
  });

  test("comes back having missed nothing, and receives nothing", async () => {
    const page = await open();
    const again = await open({ resume: page });
    assert.deepEqual(again.greeting, { epoch: page.epoch, seq: page.seq, resumed: true });
    await writes("the next one");
    await again.until(({ events }) => events.length === 2);
    assert.deepEqual([again.gaps, textsOf(again)], [0, ["the next one"]]);
  });

  test("receives what it has missed in frames of at most 60 KB", async () => {
    const page = await open();
    // Three bytes for each letter; the conversation repeats it.
    for (const at of numbers(1, 40)) await writes(`${at} ${"語".repeat(1_000)}`);
    await page.until(({ events }) => events.length === 80);
    const again = await open({
      resume: { epoch: page.epoch, seq: page.greeting.seq },
    });
    await again.until(({ events }) => events.length === 80);
    const sizes = again.frames.map(({ bytes }) => bytes);
    assert.ok(sizes.length > 3 && Math.max(...sizes) <= LARGEST_FRAME, `${sizes}`);
    assert.deepEqual(again.events, page.events);
    assert.equal(again.gaps, 0);
  });

  test("is answered pong when it says ping", async () => {
    const page = await open();
    page.socket.send("ping");
    await page.until(({ pongs }) => pongs === 1);
    page.socket.send("ping");
    await page.until(({ pongs }) => pongs === 2);
    assert.equal(page.closed, undefined);
  });

  for (const [what, words] of [
    ["other words", "hello"],
    ["a ping in capitals", "PING"],
    ["bytes", Buffer.from("ping")],
    ["very much", "x".repeat(500_000)],
  ]) {
    test(`is closed when it says anything else, such as ${what}, and nobody else is`, async () => {
      const [page, other] = [await open(), await open()];
      page.socket.send(words);
      await page.until(({ closed }) => closed);
      assert.deepEqual(page.closed, { code: 1009, reason: "only ping is expected" });
      await writes("for the other");
      await other.until(({ events }) => events.length === 2);
      assert.deepEqual([page.frames, other.closed], [[], undefined]);
    });
  }
});

describe("a connection that is cut", () => {
  test("20 times while 200 events are published loses none, and asks the services for nothing", async () => {
    const line = await startLine(edge.origin);
    const page = await follow(() => line.url);
    await edge.asked();
    try {
      for (const at of numbers(1, 100)) {
        await writes(`message ${at}`);
        if (at % 5 === 0) assert.equal(line.cut(), 1);
        // The next cut is of a connection, not of an attempt.
        if (at % 5 === 0) await page.until(() => page.greetings === at / 5, "a connection again");
      }
      await page.until(({ events }) => events.length >= 200);
      assert.deepEqual(
        textsOf(page),
        numbers(1, 100).map((at) => `message ${at}`),
      );
      assert.equal(page.events.length, 200);
      const { greetings, resets } = page;
      assert.deepEqual(
        { greetings, resets, gaps: page.page.gaps },
        { greetings: 20, resets: 0, gaps: 0 },
      );
      assert.deepEqual(await edge.asked(), {});
    } finally {
      page.close();
      await line.stop();
    }
  });

  test("for so long that the log is trimmed is reset once, and right afterwards", async () => {
    const page = await open();
    page.close();
    await page.until(({ closed }) => closed);
    for (const at of numbers(1, KEEP / 2 + 1)) await writes(`missed ${at}`);
    const again = await open({ resume: page });
    const { epoch, seq } = await edge.door("stats");
    assert.deepEqual(again.greeting, { epoch, seq, resumed: false });
    await writes("after the reset");
    await again.until(({ events }) => events.length === 2);
    assert.deepEqual([again.gaps, textsOf(again)], [0, ["after the reset"]]);
    const third = await open({ resume: again });
    assert.equal(third.greeting.resumed, true);
  });

  test("resumes as long as the very next event is in the log, and no longer", async () => {
    // The log is full after the test before.
    const { epoch, seq } = await edge.door("stats");
    const first = seq - KEEP + 1;
    const all = await open({ resume: { epoch, seq: first - 1 } });
    assert.equal(all.greeting.resumed, true);
    await all.until(({ seq: now }) => now === seq);
    assert.deepEqual([all.events.length, all.gaps], [KEEP, 0]);
    const late = await open({ resume: { epoch, seq: first - 2 } });
    assert.deepEqual(late.greeting, { epoch, seq, resumed: false });
  });

  for (const [what, cursor] of [
    ["of another log", ({ seq }) => ({ epoch: "another", seq })],
    ["from the future", ({ epoch, seq }) => ({ epoch, seq: seq + 1 })],
    ["from a far future", ({ epoch }) => ({ epoch, seq: 1e21 })],
    ["below nothing", ({ epoch }) => ({ epoch, seq: -1 })],
    ["that is no number", ({ epoch }) => ({ epoch, seq: "1e1" })],
    ["that is empty", ({ epoch }) => ({ epoch, seq: "" })],
  ]) {
    test(`with a cursor ${what} is reset once, and right afterwards`, async () => {
      const { epoch, seq } = await edge.door("stats");
      const page = await open({ resume: cursor({ epoch, seq }) });
      assert.deepEqual(page.greeting, { epoch, seq, resumed: false });
      await writes("after the reset");
      await page.until(({ events }) => events.length === 2);
      assert.deepEqual([page.gaps, textsOf(page)], [0, ["after the reset"]]);
      assert.equal((await open({ resume: page })).greeting.resumed, true);
    });
  }
});

describe("a page that sees some places only", () => {
  test("sees what happens there, and what is left out makes no gap", async () => {
    const support = await open({
      token: session({ heymarket: { userId: 1111, inboxes: [2222] } }),
    });
    const sales = await open({
      token: session({ heymarket: { userId: 1113, inboxes: ["2223"] } }),
    });
    const both = await open({
      token: session({ heymarket: { userId: 1111, inboxes: [2222, 2223] } }),
    });
    const qlara = await open({ token: session({ qlara: {} }) });
    const nothing = await open({ token: session({ heymarket: { userId: 1111, inboxes: [] } }) });
    const { seq } = support;
    for (const at of numbers(1, 10)) {
      const inbox = at % 2 ? SUPPORT : SALES;
      await writes(`${inbox.name} ${at}`, { chat: 901_000 + (at % 2), inbox });
    }
    const all = [support, sales, both, qlara, nothing];
    for (const page of all) await page.until(({ seq: now }) => now === seq + 20);
    for (const page of all) assert.equal(page.gaps, 0);
    assert.deepEqual(
      textsOf(support),
      [1, 3, 5, 7, 9].map((at) => `Support ${at}`),
    );
    assert.deepEqual(
      textsOf(sales),
      [2, 4, 6, 8, 10].map((at) => `Sales ${at}`),
    );
    assert.equal(textsOf(both).length, 10);
    assert.deepEqual([qlara.events, nothing.events], [[], []]);
    // The same for what they have missed.
    const again = await open({
      token: session({ heymarket: { userId: 1113, inboxes: [2223] } }),
      resume: { epoch: sales.epoch, seq },
    });
    await again.until(({ seq: now }) => now === seq + 20);
    assert.deepEqual([again.events, again.gaps], [sales.events, 0]);
  });

  test("sees the channels of Qlara that are its own", async () => {
    const own = await open({ token: session({ qlara: { channels: [7] } }) });
    const other = await open({ token: session({ qlara: { channels: ["8"] } }) });
    const heymarket = await open({ token: session({ heymarket: { userId: 1111 } }) });
    // This contact's conversation is on channel 7.
    await edge.write("qlara", { conversation: 810_006, text: "Ciao" });
    await own.until((page) => page.of("conversation").length === 1);
    const { seq } = await edge.door("stats");
    for (const page of [own, other, heymarket]) await page.until(({ seq: now }) => now === seq);
    assert.deepEqual(textsOf(own), ["Ciao"]);
    assert.equal(own.of("conversation")[0].conversation.channel.id, "7");
    assert.deepEqual([other.events, heymarket.events], [[], []]);
    assert.deepEqual([own.gaps, other.gaps, heymarket.gaps], [0, 0, 0]);
  });

  test("loses a conversation that moves to another inbox, and never sees what happens to it there", async () => {
    const chat = nextChat++;
    const [from, to] = [
      session({ heymarket: { userId: 1111, inboxes: [2222] } }),
      session({ heymarket: { userId: 1113, inboxes: [2223] } }),
    ];
    const [before, after] = [await open({ token: from }), await open({ token: to })];
    const { seq } = before;
    await writes("in the first inbox", { chat, inbox: SUPPORT });
    await writes("in the second inbox", { chat, inbox: SALES });
    await writes("and again", { chat, inbox: SALES });
    for (const page of [before, after]) await page.until(({ seq: now }) => now === seq + 7);
    const seen = ({ events }) => events.map(({ type }) => type);
    assert.deepEqual(seen(before), ["message", "conversation", "gone"]);
    assert.deepEqual(before.events[2], { type: "gone", service: "heymarket", id: `${chat}` });
    assert.deepEqual(seen(after), ["message", "conversation", "message", "conversation"]);
    assert.deepEqual(textsOf(after), ["in the second inbox", "and again"]);
    for (const page of [before, after]) {
      const { inbox } = page.of("conversation")[0].conversation;
      assert.equal(inbox.id, page === before ? 2222 : 2223);
      const again = await open({
        token: page === before ? from : to,
        resume: { epoch: page.epoch, seq },
      });
      await again.until(({ seq: now }) => now === seq + 7);
      assert.deepEqual([again.events, again.gaps], [page.events, 0]);
    }
  });

  test("sees nothing of a conversation that a page transfers, once it is elsewhere", async () => {
    await edge.fake.reset();
    const [before, after] = [
      await open({ token: session({ heymarket: { userId: 1111, inboxes: [2222] } }) }),
      await open({ token: session({ heymarket: { userId: 1113, inboxes: [2224] } }) }),
    ];
    const chat = 610_018;
    await edge.write("heymarket", { conversation: chat, text: "Hello" });
    const moved = await edge.ask("/heymarket/v1/conversations/transfer", {
      method: "POST",
      body: JSON.stringify({ conversation_id: chat, transfer_inbox_id: 2224 }),
    });
    assert.equal(moved.status, 200);
    await after.until((page) => page.of("conversation").length === 1);
    await edge.write("heymarket", { conversation: chat, text: "Hello again" });
    const { seq } = await edge.door("stats");
    for (const page of [before, after]) await page.until(({ seq: now }) => now === seq);
    assert.deepEqual(textsOf(before), ["Hello"]);
    assert.equal(before.events.at(-1).type, "gone");
    assert.deepEqual(textsOf(after), ["Hello again"]);
    assert.equal(after.of("conversation")[0].conversation.inbox.id, 2224);
  });

  test("sees nothing that nobody can place, unlike one that sees all", async () => {
    const some = await open({ token: session({ heymarket: { userId: 1111, inboxes: [2222] } }) });
    const all = await open();
    await edge.post("heymarket", {
      type: "contact_opted_out",
      id: 4711,
      token: edge.hooks.heymarket,
      event_data: { id: nextId++ },
    });
    await all.until(({ events }) => events.length === 1);
    await some.until(({ seq }) => seq === all.seq);
    assert.equal(all.events[0].type, "unknown");
    assert.deepEqual([some.events, some.gaps], [[], 0]);
  });
});

describe("a session", () => {
  test("that has expired is closed with 4401 before anything is sent, and a new one loses no event", async () => {
    const other = await open();
    let expires;
    let page;
    // Long enough for a page to connect and to receive something, however slow the machine is.
    for (let lasts = 1_000; page?.events.length !== 2; lasts *= 4) {
      expires = Date.now() + lasts;
      page = await open({ token: session({ ...SEES_ALL, expires }) });
      await writes("while it holds");
      await page.until(({ events, closed }) => events.length === 2 || closed);
    }
    const before = other.events.length;
    await sleep(expires - Date.now() + 5);
    await writes("after it has expired");
    await page.until(({ closed }) => closed);
    assert.deepEqual(page.closed, { code: 4401, reason: "sign in again" });
    assert.equal(page.events.length, 2);
    await writes("while nobody is there");
    const again = await open({ token: session(SEES_ALL), resume: page });
    assert.equal(again.greeting.resumed, true);
    await again.until(({ events }) => events.length === 6);
    await other.until(({ events }) => events.length === before + 4);
    assert.deepEqual([again.events, again.gaps], [other.events.slice(before - 2), 0]);
  });

  test("that has lost an inbox sees nothing of it when it resumes, not even what came before", async () => {
    const page = await open({
      token: session({ heymarket: { userId: 1111, inboxes: [2222, 2223] } }),
    });
    const { epoch, seq } = page;
    await writes("in the one", { chat: 902_000, inbox: SUPPORT });
    await writes("in the other", { chat: 902_001, inbox: SALES });
    await page.until(({ events }) => events.length === 4);
    const narrower = await open({
      token: session({ heymarket: { userId: 1111, inboxes: [2222] } }),
      resume: { epoch, seq },
    });
    await writes("in the one again", { chat: 902_000, inbox: SUPPORT });
    await writes("in the other again", { chat: 902_001, inbox: SALES });
    await narrower.until(({ seq: now }) => now === seq + 8);
    assert.deepEqual(textsOf(narrower), ["in the one", "in the one again"]);
    assert.ok(!JSON.stringify(narrower.frames).includes("in the other"));
    assert.equal(narrower.gaps, 0);
  });

  test("that expires while its page is away is not resumed", async () => {
    const expires = Date.now() + 400;
    const token = session({ ...SEES_ALL, expires });
    const page = await open({ token });
    page.close();
    await writes("meanwhile");
    await sleep(expires - Date.now() + 5);
    const again = await open({ token, resume: page });
    assert.equal(again.greeting, undefined);
    await again.until(({ closed }) => closed);
    assert.deepEqual([again.closed.code, again.frames], [4401, []]);
  });

  test("that is revoked is closed with 4401, in all its pages and nobody else's", async () => {
    const token = session({ user: "carl", heymarket: { userId: 1111 } });
    const own = [await open({ token }), await open({ token }), await open({ token })];
    const other = await open();
    assert.equal(await edge.door("revoke", { user: "carl" }), 3);
    for (const page of own) {
      await page.until(({ closed }) => closed);
      assert.deepEqual(page.closed, { code: 4401, reason: "sign in again" });
    }
    await writes("for the others");
    await other.until(({ events }) => events.length === 2);
    assert.deepEqual(
      own.flatMap(({ frames }) => frames),
      [],
    );
    assert.equal(await edge.door("revoke", { user: "nobody" }), 0);
  });
});

describe("who may connect", () => {
  const closedWith = async (options) => {
    const page = await open(options);
    await page.until(({ closed }) => closed);
    assert.deepEqual([page.greeting, page.frames], [undefined, []]);
    return page.closed.code;
  };

  test("nobody signed in: the page is closed with 4401", async () => {
    assert.equal(await closedWith({ token: "unknown" }), 4401);
    assert.equal(await closedWith({ protocols: ["threadline"] }), 4401);
    assert.equal(await closedWith({ token: session({ ...SEES_ALL, expires: 1 }) }), 4401);
  });

  test("a user without any inbox: the page is closed with 4403", async () => {
    assert.equal(await closedWith({ token: session({}) }), 4403);
  });

  test("while nobody can say who it is, there is no connection, and the page may come back", async () => {
    edge.sessions.set("failing", "fail");
    const { status, headers } = await shake({
      protocols: ["threadline", "t.failing"],
    });
    assert.equal(status, 503);
    assert.ok(Number(headers["retry-after"]) > 0);
    const page = await open({ token: "failing" });
    assert.deepEqual([page.closed, page.greeting], [{ code: 0, reason: "503" }, undefined]);
  });

  test("pages of another site are refused, whatever their token", async () => {
    for (const origin of [
      "https://evil.example",
      "https://pages.example.com.evil.example",
      "http://pages.example.com",
      "https://pages.example.com:8443",
      "null",
    ]) {
      const { status } = await shake({
        protocols: ["threadline", "t.all"],
        headers: { origin },
      });
      assert.equal(status, 403, origin);
      assert.equal((await open({ origin })).closed.reason, "403");
    }
  });

  test("pages of its own origin and of those that are allowed are accepted", async () => {
    for (const origin of [edge.origin, "https://pages.example.com"]) {
      const page = await open({ origin });
      assert.equal(page.greeting.resumed, false);
    }
  });

  test("a request that is no handshake finds out what the address is for", async () => {
    const response = await edge.ask("/live");
    assert.equal(response.status, 426);
  });

  test("a session is taken from the header, whatever the address holds", async () => {
    for (const query of ["token=all", "access_token=all", "t=all", "authorization=Bearer%20all"]) {
      const closed = await new Promise((onEnd) => {
        const address = new URL(`/inbox/live?${query}`, edge.origin);
        openSocket(address, { protocols: ["threadline"] }, { onText: assert.fail, onEnd });
      });
      assert.equal(closed.code, 4401, query);
    }
  });
});

describe("a token", () => {
  test("is not given back, and is in nothing that is logged, also where something fails", async () => {
    const secret = session(SEES_ALL).replace("token", "secret");
    edge.sessions.set(secret, SEES_ALL);
    const { headers } = await shake({ protocols: ["threadline", `t.${secret}`] });
    assert.equal(headers["sec-websocket-protocol"], "threadline");
    assert.ok(!JSON.stringify(headers).includes(secret));
    const page = await open({ token: secret });
    await writes("with a secret");
    await page.until(({ events }) => events.length === 2);
    assert.ok(!JSON.stringify([page.greeting, page.frames]).includes(secret));
    page.socket.send("what is this?");
    await page.until(({ closed }) => closed);
    edge.sessions.set(secret, "fail");
    assert.equal((await open({ token: secret })).closed.code, 0);
    // A session that is none.
    edge.sessions.set(secret, { heymarket: { userId: 1 } });
    assert.equal((await open({ token: secret })).closed.code, 0);
    const logged = edge.logged();
    assert.ok(!logged.includes(secret), logged);
    assert.match(logged, /authorize failed/);
  });

  test("without the protocol's name is accepted by a client that wants no protocol agreed on", async () => {
    const { status, headers } = await shake({ protocols: ["t.all"] });
    assert.deepEqual([status, headers["sec-websocket-protocol"]], [101, undefined]);
  });
});

describe("what happens to a conversation", () => {
  test("is seen at once by the pages that see it, in the order in which it was posted", async () => {
    const page = await open();
    const chat = nextChat++;
    for (const [name, status] of [
      ["chat_closed", "closed"],
      ["chat_opened", "open"],
      ["chat_closed", "closed"],
    ]) {
      const conversation = chatOf(chat, { seconds: nextId++, status });
      await edge.post("heymarket", chatPosted(edge.hooks.heymarket, name, conversation));
    }
    await page.until((one) => one.of("conversation").length === 3);
    assert.deepEqual(
      page.of("conversation").map(({ conversation }) => conversation.status),
      ["closed", "open", "closed"],
    );
  });
});
