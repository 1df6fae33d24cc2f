#!/usr/bin/env bash
# SvelteKit's fetch on the server: an AbortSignal has no effect on the body of an endpoint of the same
# application.
#
# A load function (or an action, or an endpoint) that asks an endpoint of its own application gets the
# endpoint's Response without a request over the network. Until that Response is there, a signal ends the
# fetch. From then on nobody listens to it: with `AbortSignal.timeout(300)` and a body that takes three
# seconds, text() resolves after three seconds with all of it. For another origin, the same fetch rejects
# after 300 ms with a TimeoutError. The stream of the endpoint is not cancelled either: what it reads from
# (a database, a model, another service) goes on, and where it never ends the page never comes.
#
# One would guess that a signal covers the body, as it does in every fetch, and that SvelteKit's, which
# promises to be fetch with some comforts, passes it on. It matters for each client with a time limit that
# is given this fetch: race its reading of the body against the signal, and cancel the reader, or give the
# endpoint a limit of its own.
#
# @sveltejs/kit 2.70.4 (3.2.0 has the same), Node 20.20; 2026-11-29.
# Exits with 0 while it is so, with 1 once it has changed or when it cannot tell.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM
cd "$dir"

echo '{ "private": true, "type": "module" }' > package.json
timeout 180 npm install --silent --no-audit --no-fund --ignore-scripts \
  @sveltejs/kit@2.70.4 @sveltejs/adapter-node@5.5.7 @sveltejs/vite-plugin-svelte@7.3.1 \
  svelte@5.57.3 vite@8.3.8

mkdir -p src/routes/slow
cat > vite.config.js <<'EOF'
import adapter from "@sveltejs/adapter-node";
import { sveltekit } from "@sveltejs/kit/vite";

export default { plugins: [sveltekit({ adapter: adapter() })] };
EOF
echo '<html><head>%sveltekit.head%</head><body>%sveltekit.body%</body></html>' > src/app.html
cat > src/routes/slow/+server.js <<'EOF'
// The head at once, the body within three seconds.
export const GET = () => {
  let timer;
  const body = new ReadableStream({
    start(stream) {
      const text = new TextEncoder();
      stream.enqueue(text.encode("begun, "));
      timer = setTimeout(() => {
        stream.enqueue(text.encode("ended"));
        stream.close();
      }, 3000);
    },
    cancel() {
      clearTimeout(timer);
      globalThis.cancelled = true;
    },
  });
  return new Response(body);
};
EOF
cat > src/routes/+page.server.js <<'EOF'
export const load = async ({ fetch, url }) => {
  const begun = performance.now();
  const end = await fetch(url.searchParams.get("of"), { signal: AbortSignal.timeout(300) })
    .then((response) => response.text())
    .catch((error) => error.name);
  return { end, late: performance.now() - begun > 2000, cancelled: globalThis.cancelled === true };
};
EOF
cat > src/routes/+page.svelte <<'EOF'
<script>
  let { data } = $props();
</script>
<pre>{JSON.stringify(data)}</pre>
EOF
timeout 120 node_modules/.bin/vite build > build.log 2>&1 || { cat build.log; exit 1; }

cat > try.mjs <<'EOF'
import { readFileSync } from "node:fs";
import { createServer } from "node:http";

const listen = async (listener) => {
  const server = createServer(listener);
  await new Promise((go) => server.listen(0, "127.0.0.1", go));
  return [server, `http://127.0.0.1:${server.address().port}`];
};
const { handler } = await import("./build/handler.js");
const [, own] = await listen(handler);
const [, other] = await listen((_request, response) => {
  response.write("begun, ");
  setTimeout(() => response.end("ended"), 3000);
});
const ends = {};
for (const [name, of] of Object.entries({ own: "/slow", other })) {
  const query = new URLSearchParams({ of });
  const response = await fetch(`${own}/?${query}`, { signal: AbortSignal.timeout(20_000) });
  const page = await response.text();
  ends[name] = JSON.parse(/<pre>(.*?)<\/pre>/.exec(page)[1].replaceAll("&quot;", '"'));
  const { end, late } = ends[name];
  console.log(`${name}: "${end}", ${late ? "after three seconds" : "in time"}`);
}
console.log(`the endpoint's stream was ${ends.own.cancelled ? "" : "not "}cancelled`);
const { version } = JSON.parse(readFileSync("node_modules/@sveltejs/kit/package.json", "utf8"));
console.log(`@sveltejs/kit ${version}, Node ${process.version}`);
const same =
  ends.own.end === "begun, ended" &&
  ends.own.late &&
  !ends.own.cancelled &&
  ends.other.end === "TimeoutError" &&
  !ends.other.late;
console.log(same ? "as described" : "changed");
process.exit(same ? 0 : 1);
EOF
timeout 60 node try.mjs
