// A page of conversations from bytes to plain objects: threadline, which checks them, against
// `response.json()`, which does not. Both get the same ready Response, so that no network is timed.
// Run it where the package is installed: node benches/decode.mjs
import { Heymarket } from "threadline";

const channels = ["sms", "mms", "email", "chat"];
const page = (count) =>
  Array.from({ length: count }, (_, i) => ({
    id: 9000 + i,
    channel: channels[i % 4],
    status: i % 3 ? "open" : "closed",
    assigned: i % 2 ? { id: i, name: `Zoë Ünïcode ${i}`, email: `a${i}@example.com` } : null,
    inbox: { id: 2222, name: "Support" },
    target: `1415555${1000 + i}`,
    members: [
      { id: 1, name: 'Jo "Q" Smith', email: "jo@example.com" },
      { id: 2, name: "Al", email: "al@example.com" },
    ],
    created: "2026-04-01T00:00:00Z",
    updated: "2026-04-12T15:30:00.123456Z",
    read: i % 2 === 1,
    replied: true,
    blocked: false,
    muted: false,
    snooze_till: null,
  }));

let bytes;
const fetch = async () => new Response(bytes, { headers: { "content-type": "application/json" } });
const heymarket = new Heymarket({
  apiKey: "key",
  baseUrl: "http://127.0.0.1:1",
  fetch,
  rateLimit: false,
});
const input = { id: 1, filters: {} };
const ways = {
  threadline: () => heymarket.listConversations(input),
  "response.json()": async () => (await fetch()).json(),
};

const time = async (way, rounds) => {
  const start = process.hrtime.bigint();
  for (let i = 0; i < rounds; i++) await way();
  return Number(process.hrtime.bigint() - start) / rounds / 1000;
};
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];

for (const count of [0, 1, 50, 1000]) {
  bytes = new TextEncoder().encode(JSON.stringify(page(count)));
  const rounds = Math.max(10, Math.round(4000 / (count + 10)));
  const times = { threadline: [], "response.json()": [] };
  // In turn, so that a slow moment of the machine hits both.
  for (let turn = 0; turn < 25; turn++) {
    for (const name in ways) times[name].push(await time(ways[name], rounds));
  }
  const [ours, plain] = [median(times.threadline), median(times["response.json()"])];
  const ratio = (ours / plain).toFixed(2);
  console.log(
    `${String(count).padStart(5)} conversations: ${ours.toFixed(0)} µs, response.json() ${plain.toFixed(0)} µs: ${ratio}`,
  );
}
