#!/usr/bin/env bash
# Next.js answers a POST from its data cache: the second of two equal messages is never sent.
#
# A wrapper around fetch that sets `next: { revalidate }` for all that goes through it also covers
# requests that do something. Next keys its data cache by URL, method, headers and body, and does not
# leave out POST, in a route handler or a server action either, where nothing is rendered: the same text
# to the same person within `revalidate` is answered with the stored response, its id included, and the
# service hears nothing of it. PUT, PATCH and DELETE alike.
#
# One would guess that only reads are cached, or only while a page is rendered: HTTP caches do not store
# responses to POST without being told, and Next's own documents speak of fetching data. It hurts people
# who give an API client a fetch that caches: have a second client for what only reads, or set `revalidate`
# for the URLs of reads alone. `cache: "no-store"` beside `revalidate` helps: Next then ignores both.
#
# next 16.4.5, react 19.3.1, Node 20.20 and 24.21; 2026-11-29.
# Exits with 0 while it is so, with 1 once it has changed or when it cannot tell.
set -euo pipefail

dir=$(mktemp -d)
pids=()
finish() {
  for pid in "${pids[@]}"; do kill -- "-$pid" 2>/dev/null || true; done
  rm -rf "$dir"
}
trap finish EXIT
trap 'exit 1' INT TERM
cd "$dir"
export NEXT_TELEMETRY_DISABLED=1

echo '{ "private": true, "type": "module" }' > package.json
timeout 300 npm install --silent --no-audit --no-fund --ignore-scripts \
  next@16.4.5 react@19.3.1 react-dom@19.3.1

cat > service.mjs <<'EOF'
import { createServer } from "node:http";
let count = 0;
const server = createServer((request, response) => {
  request.resume().on("end", () => response.end(`${request.method} ${++count}`));
}).listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}/`));
setTimeout(() => process.exit(), 240_000).unref();
EOF

mkdir -p app/send app/form
cat > app/layout.js <<'EOF'
export default ({ children }) => <html lang="en"><body>{children}</body></html>;
EOF
cat > app/page.js <<'EOF'
export default () => <p>home</p>;
EOF
cat > send.js <<'EOF'
export const send = async (method, more) => {
  const headers = { authorization: "Bearer key", "content-type": "application/json" };
  const body = JSON.stringify({ to: "15555550100", text: "Your table is ready." });
  const init = { method, headers, body, next: { revalidate: 60 }, ...more };
  return (await fetch(process.env.SERVICE, init)).text();
};
EOF
cat > app/send/route.js <<'EOF'
import { send } from "../../send.js";

export async function POST() {
  const found = {};
  for (const method of ["POST", "PUT", "DELETE"]) found[method] = [await send(method), await send(method)];
  const noStore = { cache: "no-store" };
  found["POST, no-store"] = [await send("POST", noStore), await send("POST", noStore)];
  return Response.json(found);
}
EOF
cat > app/form/page.js <<'EOF'
import { send } from "../../send.js";

let last = "";
async function action() {
  "use server";
  last = await send("PATCH");
}
export const dynamic = "force-dynamic";
export default () => <form action={action}><output>last: {last}.</output></form>;
EOF

set -m
node service.mjs > service.txt & pids+=($!); disown
for _ in $(seq 100); do [ -s service.txt ] && break; sleep 0.1; done
export SERVICE; SERVICE=$(cat service.txt)
timeout 180 node_modules/.bin/next build > build.txt 2>&1 || { cat build.txt; exit 1; }
timeout 120 node_modules/.bin/next start --hostname 127.0.0.1 --port 0 > start.txt 2>&1 & pids+=($!); disown
for _ in $(seq 600); do
  url=$(sed -n "s/.*Local: *//p" start.txt 2> /dev/null || true)
  [ -n "$url" ] && break
  sleep 0.1
done

# A browser without JavaScript posts the form's hidden field, which names the action.
name=$(curl --silent --fail --max-time 30 "$url/form" | grep -o '\$ACTION_ID_[0-9a-f]*' | head -1)
submit() {
  curl --silent --fail --max-time 30 --header "Origin: $url" --form "$name=" "$url/form" |
    sed 's/<!-- -->//g' | grep -o 'last: [^.]*' | head -1 | sed 's/last: //'
}
actions="$(submit), $(submit)"
seen=$(curl --silent --fail --max-time 30 --request POST "$url/send")

echo "node $(node --version), next $(node -p 'require("next/package.json").version')"
echo "What the service answered (it counts), each request made twice with the same body:"
echo "  route handler: $seen"
echo "  server action, PATCH: $actions"
[ "$seen" = '{"POST":["POST 2","POST 2"],"PUT":["PUT 3","PUT 3"],"DELETE":["DELETE 4","DELETE 4"],"POST, no-store":["POST 5","POST 6"]}' ] || exit 1
[ "$actions" = "PATCH 1, PATCH 1" ] || exit 1
