#!/usr/bin/env bash
# SvelteKit: two requests of a load function that differ in nothing but the method get each other's
# response when the page takes over in the browser.
#
# What a universal load function has fetched on the server is written into the page, and the `fetch` of
# the browser's run finds it there by the address and a hash of headers and body. The method is not part
# of it. `Promise.all([fetch("/things"), fetch("/things", { method: "POST" })])` writes two entries with
# equal names, in the order in which the responses were read; in the browser they are taken in the order
# of the calls. On the server the GET has what the GET gave; in the browser it has what the POST gave.
# Besides, a request without headers takes the first entry of its address whatever that one's headers were.
#
# One would guess that the method is a part of a request's identity, as it is for every HTTP cache. The
# server's page is right and the browser's data is wrong, without a warning, and only when the order in
# which two responses arrive is not that of the calls: a test rarely sees it. It matters for APIs with one
# address and several methods (GET for a list, POST or QUERY for a search without a body, HEAD for a
# count), and for wrappers of fetch: give such requests something of their own in the query, or wait for
# one before the other.
#
# @sveltejs/kit 2.70.4 (3.2.0 has the same), happy-dom 21.0.4, Node 20.20; 2026-11-29. SvelteKit's own client
# module runs in happy-dom, on the page that SvelteKit's own server made; Chromium shows the same.
# Exits with 0 while it is so, with 1 once it has changed or when it cannot tell.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM
cd "$dir"

echo '{ "private": true, "type": "module" }' > package.json
timeout 180 npm install --silent --no-audit --no-fund --ignore-scripts \
  @sveltejs/kit@2.70.4 @sveltejs/adapter-node@5.5.7 @sveltejs/vite-plugin-svelte@7.3.1 \
  svelte@5.57.3 vite@8.3.8 happy-dom@21.0.4

mkdir -p src/routes/things
cat > vite.config.js <<'EOF'
import adapter from "@sveltejs/adapter-node";
import { sveltekit } from "@sveltejs/kit/vite";

export default { plugins: [sveltekit({ adapter: adapter() })] };
EOF
echo '<html><head>%sveltekit.head%</head><body>%sveltekit.body%</body></html>' > src/app.html
cat > src/routes/things/+server.js <<'EOF'
let posted;
const post = new Promise((go) => {
  posted = go;
});

// It answers once the other one has been answered.
export const GET = async () => {
  await post;
  return new Response("of the GET");
};
export const POST = () => {
  setTimeout(posted, 300);
  return new Response("of the POST");
};
EOF
cat > src/routes/+page.js <<'EOF'
export const load = async ({ fetch }) => {
  const text = async (init) => (await fetch("/things", init)).text();
  const [get, post] = await Promise.all([text(), text({ method: "POST" })]);
  return { get, post };
};
EOF
cat > src/routes/+page.svelte <<'EOF'
<script>
  let { data } = $props();
</script>
<pre>{JSON.stringify(data)}</pre>
EOF
timeout 120 node_modules/.bin/vite build > build.log 2>&1 || { cat build.log; exit 1; }

cat > page.mjs <<'EOF'
import { createServer } from "node:http";
import { writeFileSync } from "node:fs";
import { handler } from "./build/handler.js";

const server = createServer(handler);
await new Promise((go) => server.listen(0, "127.0.0.1", go));
const address = `http://127.0.0.1:${server.address().port}/`;
const response = await fetch(address, { signal: AbortSignal.timeout(20_000) });
writeFileSync("page.html", await response.text());
process.exit(response.ok ? 0 : 1);
EOF
timeout 60 node page.mjs

cat > take-over.mjs <<'EOF'
import { readFileSync } from "node:fs";
import { Window } from "happy-dom";

const html = readFileSync("page.html", "utf8");
const window = new Window({ url: "http://127.0.0.1/" });
window.document.write(html);
let asked = 0;
window.fetch = async () => {
  asked += 1;
  return new Response("asked the server");
};
Object.assign(globalThis, { window, document: window.document });
const { initial_fetch } = await import("./node_modules/@sveltejs/kit/src/runtime/client/fetcher.js");

const server = JSON.parse(/<pre>(.*?)<\/pre>/.exec(html)[1].replaceAll("&quot;", '"'));
const text = async (init) => (await initial_fetch("/things", init)).text();
const [get, post] = await Promise.all([text(), text({ method: "POST" })]);
for (const [where, seen] of Object.entries({ server, browser: { get, post } })) {
  console.log(`${where}: GET has what came "${seen.get}", POST what came "${seen.post}"`);
}
console.log(`requests of the browser: ${asked}`);
for (const name of ["@sveltejs/kit", "happy-dom"]) {
  console.log(name, JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8")).version);
}
console.log(`Node ${process.version}`);
const same =
  server.get === "of the GET" &&
  server.post === "of the POST" &&
  get === "of the POST" &&
  post === "of the GET" &&
  asked === 0;
console.log(same ? "as described" : "changed");
process.exit(same ? 0 : 1);
EOF
timeout 60 node --conditions=browser take-over.mjs
