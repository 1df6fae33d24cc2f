// One start in a fresh process: node cold-child.mjs <way>. Prints the milliseconds from the import to
// the first request being handed to fetch; for a rival, to having a client in hand.

// What fetch itself costs is paid before: every client needs it.
await (await fetch("data:application/json,[]")).json();
new Request("http://127.0.0.1:1");

let sent;
const stub = async () => {
  sent = performance.now();
  return new Response("[]", { headers: { "content-type": "application/json" } });
};

const call = async ({ Heymarket }) => {
  const heymarket = new Heymarket({ apiKey: "key", fetch: stub });
  await heymarket.listConversations({ id: 1, filters: {} });
};

const WAYS = {
  "fetch by hand": () => stub(),
  threadline: async () => call(await import("threadline")),
  "threadline/slim": async () => call(await import("threadline/slim")),
  ky: async () => (await import("ky")).default.create({ fetch: stub }).get("http://a.example"),
  "fetch + Zod": async () => {
    const { Page } = await import("../rivals/zod.mjs");
    const response = await stub();
    Page.parse(await response.json());
  },
  stripe: async () => new (await import("stripe")).default("key"),
  octokit: async () => new (await import("octokit")).Octokit(),
  openai: async () => new (await import("openai")).default({ apiKey: "key", fetch: stub }),
  "intercom-client": async () =>
    new (await import("intercom-client")).IntercomClient({ token: "key" }),
  "stream-chat": async () => new (await import("stream-chat")).StreamChat("key"),
};

const start = performance.now();
await WAYS[process.argv[2]]();
console.log((sent ?? performance.now()) - start);
process.exit();
