// examples/node/probe.mjs as it is started, against the fake services: what it asks and what it tells.

import assert from "node:assert/strict";
import { after, before, beforeEach, describe, test } from "node:test";
import { Heymarket, Qlara } from "threadline";
import { SERVICES } from "../../examples/node/probe/services.mjs";
import { startFake } from "../support/fake.mjs";
import { forwardTo, KEY, operations, probe, section, serve } from "./support.mjs";

let fake;
before(async () => {
  fake = await startFake();
});
beforeEach(async () => {
  await fake.onlyFaults({});
  await fake.reset();
  await fake.options({ spelling: "documented", qlara: { spelling: "flat", envelope: "bare" } });
});
after(() => fake.stop());

const keyOf = (service) => (service === "qlara" ? fake.keys.Qlara : fake.keys.Heymarket);
const start = (service, args) => probe(service, fake.url, { key: keyOf(service), args });

/** The outcome of each operation, by its name. */
const outcomes = (stdout) =>
  Object.fromEntries(
    Array.from(stdout.matchAll(/^(\w+): (.*)$/gm), ([, name, outcome]) => [name, outcome]),
  );

const QUARTER_MS = 15 * 60 * 1000;

/** Something for the operations that have nothing to read at first; the ids of what was made. */
const furnish = async () => {
  const heymarket = new Heymarket({ apiKey: fake.keys.Heymarket, baseUrl: fake.url });
  const qlara = new Qlara({ apiKey: fake.keys.Qlara, baseUrl: fake.url });
  await qlara.createCallback({ callbackUrl: "https://example.com/hooks?secret=3f9a77c1d0" });
  const { id } = await heymarket.scheduleMessage({
    inboxId: 2222,
    executeAt: new Date((Math.floor(Date.now() / QUARTER_MS) + 3) * QUARTER_MS),
    content: { text: "Your appointment is tomorrow." },
    phoneNumber: "15555551001",
  });
  return { heymarket: ["--scheduled", String(id)], qlara: [] };
};

for (const service of Object.keys(SERVICES)) {
  test(`the probe knows each operation of ${service} that only reads, with its route`, async () => {
    const reads = (await operations(service)).filter(({ reads }) => reads);
    assert.ok(reads.length >= 5);
    const known = SERVICES[service].reads.map(({ name, route }) => ({ name, route, reads: true }));
    const byName = (a, b) => (a.name < b.name ? -1 : 1);
    assert.deepEqual(known.sort(byName), reads.sort(byName));
  });

  test(`the probe calls each operation of ${service} that only reads once, and nothing else`, async () => {
    const args = (await furnish())[service];
    await fake.requests();
    const { stdout } = await start(service, args);
    const names = SERVICES[service].reads.map(({ name }) => name);
    assert.deepEqual(outcomes(stdout), Object.fromEntries(names.map((name) => [name, "ok"])));
    const asked = (await fake.requests()).map(({ operation }) => operation);
    assert.deepEqual(asked, names);
  });
}

describe("the probe prints", () => {
  test("keys and kinds over all items of a list", async () => {
    const { stdout } = await start("heymarket");
    assert.match(stdout, /^ {2}status 200, application\/json: list \(25 to 49\) of object$/m);
    const lines = section(stdout, "listConversations").split("\n");
    for (const line of [
      "    assigned: null | object",
      "      id: number",
      "    read: boolean",
      "    target: null | string (+ and digits; digits; e-mail address; letters and digits)",
      "    targets?: list (2 to 9) of string (digits)",
      "    updated: string (RFC 3339, 6 fraction digits, Z)",
    ]) {
      assert.ok(lines.includes(line), line);
    }
  });

  test("the keys that a service really uses", async () => {
    await fake.options({ qlara: { spelling: "nested", envelope: "content" } });
    const { stdout } = await start("qlara");
    const list = section(stdout, "listConversations");
    for (const line of [
      /^ {2}status 200, application\/json: object$/m,
      /^ {4}content: list \(100 or more\) of object$/m,
      /^ {6}contact\?: object$/m,
      /^ {8}phoneNumber: null \| string \(\+ and digits\)$/m,
      /^ {4}page: object$/m,
      /^ {6}totalElements: number$/m,
    ]) {
      assert.match(list, line);
    }
  });

  test("a count in whatever form it comes", async () => {
    await fake.options({ spelling: "observed" });
    const { stdout } = await start("heymarket");
    const count = "countConversations: ok\n  status 200, application/json: string (digits)";
    assert.equal(section(stdout, "countConversations"), count);
  });

  test("the class, code and status of an error, with the shape of the response", async () => {
    const { stdout } = await start("qlara");
    assert.equal(
      section(stdout, "getCallback"),
      `getCallback: NotFoundError, code NOT_FOUND, status 404
  status 404, application/json: object
    error: string (word in small letters)
    message: string (text)
    status: number`,
    );
  });

  test("drift, with its path and the kinds", async (t) => {
    const service = await serve(() => ({ body: [{ chatId: 7, archived: "false", unread: [] }] }));
    t.after(service.stop);
    const { stdout } = await probe("qlara", service.url);
    const list = section(stdout, "listConversations");
    assert.match(list, /^listConversations: ok\n/);
    assert.match(list, /^ {2}drift at \S*\barchived: expected .+, found .+$/m);
    assert.match(list, /^ {2}drift at \S*\bunread\w*: expected .+, found .+$/m);
    assert.ok(!list.includes("not shown"));
  });

  test("each status, where an operation was retried", async () => {
    await fake.faults({ "qlara.listAssignableUsers": [{ status: 502, body: "html" }] });
    const { stdout } = await start("qlara");
    const lines = section(stdout, "listAssignableUsers").split("\n");
    assert.equal(lines[0], "listAssignableUsers: ok");
    assert.match(lines[1], /^ {2}status 502, [\w/]+: not JSON: HTML or XML$/);
    assert.equal(lines[2], "  status 200, application/json: list (2 to 9) of object");
  });

  test("which id it lacks", async () => {
    const { stdout } = await start("heymarket");
    assert.equal(outcomes(stdout).getScheduledMessage, "skipped, needs --scheduled");
  });

  test("what it could ask where an earlier operation fails", async () => {
    await fake.faults({ "heymarket.getTeam": [{ status: 403, repeat: true }] });
    const { stdout } = await start("heymarket");
    const { getTeam, listInboxes, listConversations, getConversation } = outcomes(stdout);
    assert.equal(getTeam, "PermissionDeniedError, code PERMISSION_DENIED, status 403");
    assert.equal(listInboxes, "ok");
    assert.equal(listConversations, "skipped, needs --user");
    assert.equal(getConversation, "skipped, needs --conversation");
  });

  test("the names of the responses' headers, and last where to paste all of it", async () => {
    const { stdout } = await start("qlara");
    const lines = stdout.trim().split("\n");
    assert.match(lines.at(-1), /^Read it, then paste it into /);
    const headers = lines.find((line) => line.startsWith("Headers of the responses: "));
    assert.match(headers, /\bcontent-type\b.*\bx-request-id\b/);
  });
});

test("ids that are given take the place of those that are found", async (t) => {
  const given = { user: "1112", inbox: "2223", conversation: "610004", phone: "15555550116" };
  const args = Object.entries(given).map(([id, value]) => `--${id}=${value}`);
  const service = await serve(forwardTo(fake.url));
  t.after(service.stop);
  const { stdout } = await probe("heymarket", service.url, { key: fake.keys.Heymarket, args });
  assert.equal(outcomes(stdout).listMessages, "ok");
  const asked = service.exchanges.map(({ target }) => target);
  assert.ok(asked.includes("/v1/conversations/610004"));
  assert.ok(asked.includes("/v1/messages?phoneNumber=15555550116&inboxID=2223"));
  const list = service.exchanges.find(({ target }) => target === "/v1/conversations");
  assert.deepEqual(JSON.parse(list.body), { id: 1112, filters: { inboxes: [2223] } });
});

describe("the probe ends with 2 and says how it is used", () => {
  const rejected = async (service, options, env = fake.url) => {
    const error = await probe(service, env, options).then(assert.fail, (error) => error);
    assert.equal(error.code, 2);
    assert.equal(error.stdout, "");
    assert.match(error.stderr, /^Usage: HEYMARKET_API_KEY=… node probe\.mjs heymarket \[--user/m);
    assert.match(error.stderr, /^Usage: QLARA_API_KEY=… node probe\.mjs qlara \[--chat/m);
    return error.stderr;
  };

  for (const [what, service, options] of [
    ["without a service", ""],
    ["for a service that it does not know", "toString"],
    ["without a key", "qlara", { key: "" }],
    ["for an id of the other service", "qlara", { args: ["--user", "1111"] }],
    ["for an id without a value", "heymarket", { args: ["--user"] }],
    ["for an unexpected argument", "heymarket", { args: ["1111"] }],
  ]) {
    test(what, () => rejected(service, options));
  }

  test("for an invalid key, without showing it", async () => {
    const words = await rejected("qlara", { key: `${KEY} \n` });
    assert.match(words, /apiKey/);
    assert.ok(!words.includes(KEY));
  });

  test("for an invalid address, without showing it", async () => {
    const words = await rejected("heymarket", {}, "https://jo:hunter22@example.com");
    assert.match(words, /baseUrl/);
    assert.ok(!words.includes("hunter22"));
  });
});
