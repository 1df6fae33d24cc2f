// The example page in Chromium, while things happen elsewhere and its connection comes and goes.

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { launch } from "./support/browser.mjs";
import { startEdge } from "./support/edge.mjs";

const INBOX = 2222;

let browser;
let edge;
let conversations;
before(async () => {
  [browser, edge] = await Promise.all([launch(), startEdge()]);
  const filters = { inboxes: [INBOX], closed: false };
  conversations = [];
  for await (const { id, channel } of edge.apis.heymarket.conversations({ id: 1111, filters })) {
    if (channel === "sms") conversations.push(id);
  }
});
after(async () => {
  await browser?.close();
  await edge?.stop();
});

/** Something happens in a conversation, and the service posts it. */
const post = (conversation, event = "chat_opened") =>
  edge.fake.deliver({ service: "heymarket", ...edge.hooks.heymarket, conversation, event });
const write = (conversation, text) => edge.write("heymarket", { conversation, text });

let context;
let page;
/** The page's connections, in their order: what was sent on each, and how to end it. */
let connections;
/** What the endpoint says is changed by it, and what is null is not said. */
let change;
const complaints = [];

beforeEach(async () => {
  connections = [];
  change = (message) => message;
  complaints.length = 0;
  context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  page = await context.newPage();
  page.on("pageerror", ({ message }) => complaints.push(message));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  await page.routeWebSocket("**/inbox/live**", (socket) => {
    const server = socket.connectToServer();
    const connection = { url: socket.url(), sent: [], close: (code) => socket.close({ code }) };
    connections.push(connection);
    socket.onMessage((message) => {
      connection.sent.push(message);
      server.send(message);
    });
    server.onMessage((message) => {
      const changed = change(message, connection);
      if (changed !== null) socket.send(changed);
    });
  });
});
afterEach(async () => {
  await context.close();
});

const open = () => page.goto(`${edge.origin}/#token=${edge.token}`);
const isLive = () => page.locator("#live[data-live=true]").waitFor();
const rows = () => page.locator(".list-pane:not([hidden]) .row:visible:not(.waiting)");
const rowOf = (id) => page.locator(`.row[data-id="${id}"]`);
/** Until another connection has been greeted. */
const reconnected = async (count) => {
  while (connections.length < count) await page.waitForTimeout(20);
  await isLive();
};
/** The greeting says that nothing is known of what came before. */
const asStranger = (message) =>
  message.includes('"epoch"')
    ? JSON.stringify({ ...JSON.parse(message), resumed: false })
    : message;

/** Scrolls into the list; the row that is then at its upper end. */
const scroll = async () => {
  const list = page.locator(".list-pane:not([hidden]) .rows-scroll");
  await list.evaluate((element) => element.scrollTo(0, 900));
  return list.evaluate((element) => {
    const { top } = element.getBoundingClientRect();
    const inside = (row) => row.getBoundingClientRect().top >= top;
    return [...element.querySelectorAll(".row[data-id]:not([hidden])")].find(inside).dataset.id;
  });
};
const topOf = (id) => rowOf(id).evaluate((row) => Math.round(row.getBoundingClientRect().top));
/** From now on, the fewest rows that there ever were. */
const countFewest = () =>
  page.evaluate(() => {
    const list = document.querySelector(".list-pane:not([hidden]) .rows");
    const count = () => list.querySelectorAll(".row:not(.waiting)").length;
    window.fewest = count();
    new MutationObserver(() => {
      window.fewest = Math.min(window.fewest, count());
    }).observe(list, { childList: true });
    return window.fewest;
  });
const fewest = () => page.evaluate(() => window.fewest);

describe("on the example page", () => {
  test("a contact's message is shown at once, with the answer, and its row is the first", async () => {
    const id = conversations[30];
    await open();
    await isLive();
    await page.goto(`${edge.origin}/#/heymarket/${id}`);
    await page.locator(".message:visible").first().waitFor();
    await write(id, "Is the shop open?");
    await page.locator(".message.inbound:visible").getByText("Is the shop open?").waitFor();
    await page
      .locator(".message.outbound:visible")
      .getByText("Thank you for your")
      .last()
      .waitFor();
    await page.locator(`.row[data-id="${id}"]:first-child`).waitFor();
    assert.deepEqual(complaints, []);
  });

  test("what changes without being newer stays in its place", async () => {
    await open();
    await isLive();
    await rows().nth(5).waitFor();
    const id = await rows().nth(5).getAttribute("data-id");
    const [before, first] = [await rows().nth(4).getAttribute("data-id"), rows().first()];
    const top = await first.getAttribute("data-id");
    await edge.apis.heymarket.markUnread({
      inboxId: (await edge.apis.heymarket.getConversation({ id })).inbox.id,
      userId: 1111,
      target: (await edge.apis.heymarket.getConversation({ id })).target,
    });
    await post(id);
    await page.locator(`.row.unread[data-id="${id}"]`).waitFor();
    assert.equal(await rows().nth(4).getAttribute("data-id"), before);
    assert.equal(await rows().nth(5).getAttribute("data-id"), id);
    assert.equal(await first.getAttribute("data-id"), top);
  });

  test("a connection that is lost goes on where it was, and nothing is read again", async () => {
    await open();
    await isLive();
    await rows().nth(20).waitFor();
    const reading = await scroll();
    const before = await topOf(reading);
    const count = await countFewest();
    await edge.fake.requests();
    connections[0].close(4000);
    await reconnected(2);
    assert.match(connections[1].url, /epoch=[0-9a-f-]{36}&since=\d+/);
    assert.deepEqual(await edge.asked("heymarket"), {});
    assert.deepEqual([await fewest(), await topOf(reading)], [count, before]);
    assert.deepEqual(complaints, []);
  });

  test("after an absence too long the list is read again, and neither emptied nor moved", async () => {
    await open();
    await isLive();
    await rows().nth(20).waitFor();
    const reading = await scroll();
    const before = await topOf(reading);
    const count = await countFewest();
    // What happens meanwhile does not arrive, and the endpoint has forgotten it.
    change = (message, { url }) => (url === connections[0].url ? null : asStranger(message));
    const [one, other] = [conversations[40], conversations[41]];
    await write(one, "Are you there?");
    await edge.idle();
    await write(other, "Hello?");
    await edge.idle();
    connections[0].close(4000);
    await reconnected(2);
    await page.locator(`.row[data-id="${other}"]:first-child`).waitFor();
    await page.locator(`.row[data-id="${one}"]:nth-child(2)`).waitFor();
    assert.ok((await fewest()) >= count, `${await fewest()} rows of ${count}`);
    assert.ok(Math.abs((await topOf(reading)) - before) <= 1, `${await topOf(reading)} ${before}`);
    assert.deepEqual(complaints, []);
  });

  test("a session that has ended is begun again with the same token", async () => {
    await open();
    await isLive();
    await rows().first().waitFor();
    connections[0].close(4401);
    await reconnected(2);
    assert.equal(await rows().first().isVisible(), true);
    assert.equal(await page.locator("#sign-in").isVisible(), false);
  });

  test("whose token is not accepted any more is asked to sign in", async () => {
    await open();
    await isLive();
    await rows().first().waitFor();
    change = (_message, { close }) => {
      close(4401);
      return null;
    };
    connections[0].close(4000);
    await page.locator("#sign-in").getByRole("heading").waitFor();
    assert.equal(await rows().count(), 0);
  });

  test("a connection that says nothing any more is replaced", async () => {
    // The page's time flies: it pings every half a second.
    await page.addInitScript(() => {
      const own = window.setInterval;
      window.setInterval = (act, ms) => own(act, ms / 50);
    });
    await open();
    await isLive();
    while (connections[0].sent.length < 2) await page.waitForTimeout(20);
    assert.deepEqual(new Set(connections[0].sent), new Set(["ping"]));
    assert.equal(connections.length, 1);
    change = (message, { url }) =>
      message === "pong" && url === connections[0].url ? null : message;
    await reconnected(2);
    assert.match(connections[1].url, /since=/);
  });
});
