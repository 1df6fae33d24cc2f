// Who can be given a conversation of an inbox: two reads, joined.

import assert from "node:assert/strict";
import { test } from "node:test";
import { InvalidArgumentError, isNotFoundError, PermissionDeniedError } from "threadline";
import { json, recorder, rejection } from "./support/doubles.mjs";

const INBOXES = `[
  {"id":2222,"name":"Support","members":[1111,1199,1112,1111]},
  {"id":2223,"members":null},
  {"id":9007199254740992,"members":[1112]},
  {"id":9007199254740993,"members":[9007199254740995]}
]`;
const TEAM = `{"id":9,"members":[
  {"id":1112,"name":"Jonas"},
  {"id":1111,"name":"Maya","email":"maya@example.com","role":"admin"},
  {"id":9007199254740995,"name":"Aiko","role":"member"}
]}`;

const service = ({ inboxes = INBOXES, team = TEAM } = {}) =>
  recorder(({ url }) => {
    const answer = url.endsWith("/v1/team") ? team : inboxes;
    return typeof answer === "string" ? new Response(answer) : answer.clone();
  });

const maya = { id: 1111, name: "Maya", email: "maya@example.com", role: "admin" };
const jonas = { id: 1112, name: "Jonas", email: null, role: null };
const nobody = { id: 1199, name: null, email: null, role: null };

test("an inbox's members come in its order, each once, with what the team says of them", async () => {
  const { api, sent } = service();
  for (const inboxId of [2222, "2222", 2222n]) {
    assert.deepEqual(await api.assignableUsers({ inboxId }), [maya, nobody, jonas]);
  }
  assert.equal(sent.length, 6);
  assert.deepEqual(
    sent
      .slice(0, 2)
      .map(({ method, url }) => `${method} ${new URL(url).pathname}`)
      .toSorted(),
    ["GET /v1/inboxes", "GET /v1/team"],
  );
});

test("inboxes may come in an object, and an inbox may list no members", async () => {
  const { api } = service({ inboxes: `{"inboxes":${INBOXES}}` });
  assert.deepEqual(await api.assignableUsers({ inboxId: 2223 }), []);
  assert.deepEqual(await api.assignableUsers({ inboxId: 2222 }), [maya, nobody, jonas]);
});

test("ids past 2^53 are not taken for their neighbours", async () => {
  const { api } = service();
  const aiko = { id: "9007199254740995", name: "Aiko", email: null, role: "member" };
  for (const inboxId of ["9007199254740993", 9007199254740993n]) {
    assert.deepEqual(await api.assignableUsers({ inboxId }), [aiko]);
  }
  assert.deepEqual(await api.assignableUsers({ inboxId: "9007199254740992" }), [jonas]);
});

test("an inbox that the service does not give is not found", async () => {
  const { api } = service();
  const error = await rejection(api.assignableUsers({ inboxId: 7 }));
  assert.ok(isNotFoundError(error));
  assert.deepEqual(
    [error.code, error.operation, error.path, error.status, error.retryable],
    ["NOT_FOUND", "assignableUsers", "inboxId", undefined, false],
  );
});

test("rejects with the error of the read that fails", async () => {
  for (const [which, operation] of [
    ["inboxes", "listInboxes"],
    ["team", "getTeam"],
  ]) {
    const { api } = service({ [which]: json({}, { status: 403 }) });
    const error = await rejection(api.assignableUsers({ inboxId: 2222 }));
    assert.ok(error instanceof PermissionDeniedError);
    assert.equal(error.operation, operation);
  }
});

test("both reads begin before either has ended, and both get the options", async () => {
  let both;
  const begun = new Promise((resolve) => {
    both = resolve;
  });
  let count = 0;
  const { api, sent } = recorder(async ({ url }) => {
    if (++count === 2) both();
    await begun;
    return new Response(url.endsWith("/v1/team") ? TEAM : INBOXES);
  });
  await api.assignableUsers({ inboxId: 2223 }, { headers: { "x-a": "1" } });
  assert.deepEqual(
    sent.map(({ headers }) => headers["x-a"]),
    ["1", "1"],
  );
  const reason = new Error("enough");
  const signal = AbortSignal.abort(reason);
  assert.equal(await rejection(api.assignableUsers({ inboxId: 2223 }, { signal })), reason);
});

test("an invalid input or option is rejected, and nothing is sent", async () => {
  const { api, sent } = service();
  for (const [input, path, options] of [
    [undefined, "inboxId"],
    [null, "inboxId"],
    [[], "inboxId"],
    [{ inboxId: undefined }, "inboxId"],
    ...[
      "",
      "x",
      "-1",
      "007",
      "../1",
      "1.0",
      " 1",
      -1,
      1.5,
      Number.NaN,
      2 ** 53,
      true,
      [2222],
      {},
    ].map((inboxId) => [{ inboxId }, "inboxId"]),
    [{ inboxId: 1, inbox_id: 2 }, "inbox_id"],
    [{ inboxId: 1, 15555550101: 2 }, undefined],
    [{ inboxId: 1 }, "raw", { raw: true }],
    [{ inboxId: 1 }, "timeoutMs", { timeoutMs: 0 }],
  ]) {
    const error = await rejection(api.assignableUsers(input, options));
    assert.ok(error instanceof InvalidArgumentError, error);
    assert.equal(error.path, path, String(path));
    assert.ok(!error.message.includes("15555550101"));
  }
  const { assignableUsers } = api;
  assert.ok((await rejection(assignableUsers({ inboxId: 1 }))) instanceof InvalidArgumentError);
  assert.equal(sent.length, 0);
});
