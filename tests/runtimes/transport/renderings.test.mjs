// Whatever people send, however a service quotes it and wherever: no rendering of what comes out of the call shows it.
//
// Promised (src/http/redact/mod.rs): of what was sent, any eight letters or digits one after the other, all of a text of
// four to seven, and any seven digits of a number; case, separators and escapes do not count. Not promised: base64 and
// other encodings, shorter parts, other forms of Unicode, several kinds of escapes within one another.

import assert from "node:assert/strict";
import { after, before, mock, test } from "node:test";
import { inspect } from "node:util";
import { Heymarket, Qlara } from "threadline";
import { CUTS, ESCAPES, FORMS, foundIn, makerOf, partsOf } from "../support/quotations.mjs";
import { seeded } from "../support/random.mjs";
import { renderings } from "../support/renderings.mjs";

const ROUNDS = 2_500;
// On a busy machine there are fewer.
const LIMIT_MS = 20_000;

// The numbers of an observer's event are then the same in each run.
before(() => mock.method(Math, "random", () => 0));
after(() => mock.restoreAll());

const ACTIONS = ["openConversation", "closeConversation", "markRead", "markUnread"];

/** Calls with people's messages and recipients: how to call, and which input is private. */
const CALLS = [
  (make) => {
    const target = make.chance(0.5) ? make.phone() : make.email();
    return [Heymarket, make.pick(ACTIONS), { inboxId: 1, userId: 2, target }, [target]];
  },
  (make) => {
    const targets = Array.from({ length: 2 + make.below(4) }, make.phone);
    return [Heymarket, make.pick(ACTIONS), { inboxId: 1, userId: 2, targets }, targets];
  },
  (make) => {
    const [phoneNumber, text, author, localId] = [
      make.phone(),
      make.text(),
      make.short(),
      make.secret(),
    ];
    const input = { inboxId: 1, creatorId: 2, phoneNumber, text, author, localId };
    return [Heymarket, "sendMessage", input, [phoneNumber, text, author, localId]];
  },
  (make) => {
    const list = Array.from({ length: 1 + make.below(4) }, make.email);
    const rawText = make.text();
    const convTitle = make.text().replace(/\s+/g, " ");
    const input = { inbox: 1, creatorId: 2, rawText, convTitle, targets: [`to:${list.join(",")}`] };
    return [Heymarket, "sendEmail", input, [...list, rawText, convTitle]];
  },
  (make) => {
    const [phoneNumber, text, to] = [make.phone(), make.text(), make.short()];
    const content = { text, to, template: { [make.secret()]: text } };
    const input = { inboxId: 1, executeAt: "2099-01-01T00:00:00Z", phoneNumber, content };
    return [
      Heymarket,
      "scheduleMessage",
      input,
      [phoneNumber, text, to, ...Object.keys(content.template)],
    ];
  },
  (make) => {
    const phoneNumber = make.phone();
    return [Heymarket, "listMessages", { inboxId: 1, phoneNumber }, [phoneNumber]];
  },
  (make) => {
    const message = make.chance(0.1) ? make.short() : make.text();
    return [Qlara, "reply", { chatId: 1, message }, [message]];
  },
  (make) => {
    const [text, key, number] = [make.text(), make.secret(), make.phone()];
    const body = { deep: [{ text }, { [key]: Number(number.replace(/\D/g, "")) }] };
    return [Qlara, "reply", { body }, [text, key, number]];
  },
  (make) => {
    const chatId = make.phone().replace(/\D/g, "");
    const name = make.pick(["getConversation", "listMessages", "markRead", "archiveConversation"]);
    return [Qlara, name, { chatId }, [chatId]];
  },
  (make) => {
    const secret = make.secret();
    const callbackUrl = `https://example.com/hook?secret=${secret}`;
    return [Qlara, make.pick(["createCallback", "updateCallback"]), { callbackUrl }, [secret]];
  },
];

/** A credential, with what of it is private. */
const credentialOf = (make, Client) => {
  const secret = make.secret();
  if (make.chance(0.5)) return [{ apiKey: secret }, [secret]];
  if (make.chance(0.5) || Client === Qlara) return [{ token: async () => secret }, [secret]];
  // Its key is never sent, so that no service can quote it.
  return [{ secretId: "the-id", secretKey: secret }, []];
};

const json = (value, init) => new Response(JSON.stringify(value), init);
const STATUSES = [400, 401, 403, 404, 409, 422, 429, 500, 503];

/** Where a service puts its words. */
const PLACES = {
  "in message": (said, status) => json({ status, message: said }, { status }),
  "in error": (said, status) => json({ error: said }, { status }),
  "in error.message": (said, status) => json({ error: { message: said, code: 7 } }, { status }),
  "in detail, in a list": (said, status) => json([{ detail: said }], { status }),
  "as a bare text": (said, status) => json(said, { status }),
  "as plain text": (said, status) => new Response(said, { status }),
  "in a page": (said, status) =>
    new Response(`<!DOCTYPE html><title>Bad</title><p>${said}</p>`, { status }),
  "as a key": (said, status) => json({ errors: { [said]: ["is wrong"] } }, { status }),
  "in X-Request-Id": (said, status) =>
    json({}, { status, headers: { "x-request-id": said.replace(/[^ -~]/g, "").trim() } }),
  "in a good status that reports a failure": (said) => json({ success: false, message: said }),
  "in a good status, as plain text": (said) => new Response(said),
  "in a good status, as a key before a fault": (said) =>
    new Response(`[{"id":1,"chatId":1,${JSON.stringify(said)}: tru}]`),
  "in a good status, as a value of the wrong kind": (said) =>
    json({ id: said, chatId: said, [said]: said }),
  "in an error that fetch throws": (said) => {
    throw Object.assign(new TypeError(`fetch failed: ${said}`), { config: { data: said } });
  },
  "in the cause of an error": (said) => {
    throw new TypeError("fetch failed", { cause: new Error(said) });
  },
  "in one of several errors": (said) => {
    throw new AggregateError([new Error(said)], "all attempts failed");
  },
  "in a body that breaks off": (said) => new Response(`[{"id":1,"text":${JSON.stringify(said)}`),
};

const answerOf = (make, place, sent) => (quoted) => {
  const item = make.pick(sent);
  const [form, writing, cut] = [FORMS, ESCAPES, CUTS].map((ways) => make.pick(Object.keys(ways)));
  quoted.how = `${form}, ${writing}, ${cut}, ${place}`;
  quoted.said = CUTS[cut](ESCAPES[writing](FORMS[form](item)), make);
  return PLACES[place](quoted.said, make.pick(STATUSES));
};

/** Frames of the stack, which name files and places in them, and times. */
const NOISE = /^\s+at .+:\d+:\d+\)?$|\b\d{4}-\d\d-\d\dT[\d:.]+Z/gm;

const shownOf = (value) => {
  const { stack, message, body, path, requestId, cause } = Object(value);
  const all = [renderings(value), inspect(value, { showHidden: true, depth: 9 }), String(body)];
  if (value instanceof Error) {
    const { retryAt: _, ...json } = value.toJSON?.() ?? {};
    all.push(JSON.stringify(json), stack, message, String(path), String(requestId), inspect(cause));
  }
  return all.join("\n");
};

/** Each line once: the renderings of a value are much alike. What is hidden ends what precedes it, as a line break does. */
const linesOf = (shown) => [...new Set(shown.replace(NOISE, "").split("\n"))].join(" […] ");

const roundOf = async (seed) => {
  const make = makerOf(seeded(seed));
  const [Client, name, input, contents] = make.pick(CALLS)(make);
  const [credential, secrets] = credentialOf(make, Client);
  const own = make.secret();
  const sent = [...contents, ...secrets, own];
  const place = make.pick(Object.keys(PLACES));
  const quoted = {};
  // A token that was made of a secret is quoted as it is sent.
  const answer = answerOf(make, place, sent);
  const events = [];
  const observe = ({ durationMs: _, ...event }) => events.push(event);
  const api = new Client({
    ...credential,
    headers: { "x-own": own },
    fetch: async (_, { headers: { authorization } }) => {
      const token = authorization?.slice("Bearer ".length);
      if (credential.secretKey) sent.push(token, token.split(".").at(-1));
      return answer(quoted);
    },
    maxRetries: 0,
    rateLimit: false,
    onRequest: observe,
    onResponse: observe,
    onRetry: observe,
    onDrift: observe,
  });
  const outcome = await api[name](input).then(
    () => undefined,
    (error) => error,
  );
  return {
    name,
    input,
    sent,
    quoted,
    outcome,
    shown: linesOf(
      `${outcome && shownOf(outcome)}\n${inspect(events, { depth: 9 })}\n${JSON.stringify(events)}`,
    ),
  };
};

test("whatever is sent, however and wherever it is quoted, nothing shows it (bad input, line 12)", async () => {
  const failures = [];
  let rounds = 0;
  let seen = 0;
  const end = performance.now() + LIMIT_MS;
  while (rounds < ROUNDS && performance.now() < end) {
    const seed = ++rounds;
    const { name, input, sent, quoted, shown } = await roundOf(seed);
    const parts = partsOf(sent);
    // Or this test would search for what is nowhere.
    if (foundIn(quoted.said, parts)) seen++;
    const found = foundIn(shown, parts);
    if (found === undefined) continue;
    const call = `${name}(${inspect(input, { depth: 9 })})`;
    failures.push(`round ${seed}: ${found} of ${call}, quoted ${quoted.how}:\n${quoted.said}\n`);
  }
  const details = `${failures.length} of ${rounds} rounds, such as\n${failures.slice(0, 5).join("\n")}`;
  assert.equal(failures.length, 0, details);
  assert.ok(seen > rounds / 2, `${seen} of ${rounds} rounds quoted anything`);
});
