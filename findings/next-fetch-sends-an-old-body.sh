#!/usr/bin/env bash
# Next.js' fetch sends the body of an earlier request in place of the one it is given.
#
# Where a request may be cached (`next: { revalidate }` or `cache: "force-cache"`), Next's patched fetch
# writes the body into the caller's own init object, under the key `_ogBody`. A wrapper that makes the
# next init from it, `{ ...init, body: other, cache: "no-store" }`, copies that key along, and since the
# second request is not cached, nobody writes it anew: the FIRST body is sent, without an error. A GET
# made in the same way fails with "Request with GET/HEAD method cannot have body".
#
# One would guess that fetch leaves its arguments alone, as the Fetch Standard says, and that `body` is
# what is sent. It hurts wrappers that keep defaults for fetch in an object, or derive one request from
# another (retries, fallbacks, pagination by POST). Make each init from an object that fetch has not seen.
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

cat > server.mjs <<'EOF'
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
const server = createServer(async (request, response) => {
  response.end(await text(request));
}).listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}/`));
setTimeout(() => process.exit(), 240_000).unref();
EOF

mkdir -p app/try
cat > app/layout.js <<'EOF'
export default ({ children }) => <html lang="en"><body>{children}</body></html>;
EOF
cat > app/page.js <<'EOF'
export default () => <p>home</p>;
EOF
cat > app/try/route.js <<'EOF'
const post = async (init) => (await fetch(process.env.ECHO, init)).text();

export async function GET() {
  const first = { method: "POST", body: "first", next: { revalidate: 60 } };
  const second = { ...first, body: "second", cache: "no-store", next: undefined };
  const clean = await post(second);
  const sent = [await post(first)];
  const keys = Object.keys(first);
  const derived = { ...first, body: "second", cache: "no-store", next: undefined };
  sent.push(await post(derived));
  const get = { ...first, method: "GET", body: undefined, cache: "no-store", next: undefined };
  const got = await post(get).catch((error) => `${error}`);
  return Response.json({ clean, keys, asked: derived.body, sent, got });
}
EOF

set -m
node server.mjs > echo.txt & pids+=($!); disown
for _ in $(seq 100); do [ -s echo.txt ] && break; sleep 0.1; done
export ECHO; ECHO=$(cat echo.txt)
timeout 180 node_modules/.bin/next build > build.txt 2>&1 || { cat build.txt; exit 1; }
timeout 120 node_modules/.bin/next start --hostname 127.0.0.1 --port 0 > start.txt 2>&1 & pids+=($!); disown
for _ in $(seq 600); do
  url=$(sed -n "s/.*Local: *//p" start.txt 2> /dev/null || true)
  [ -n "$url" ] && break
  sleep 0.1
done
seen=$(curl --silent --fail --max-time 30 "$url/try")

echo "node $(node --version), next $(node -p 'require("next/package.json").version')"
echo "an init that fetch never saw:   asked to send \"second\", sent \"$(node -p "($seen).clean")\""
echo "the keys of an init afterwards: $(node -p "($seen).keys.join(' ')")"
echo "an init derived from that one:  asked to send \"$(node -p "($seen).asked")\", sent \"$(node -p "($seen).sent[1]")\""
echo "a GET derived from it:          $(node -p "($seen).got")"
[ "$(node -p "($seen).clean")" = second ] || exit 1
[ "$(node -p "($seen).sent.join()")" = first,first ] || exit 1
[ "$(node -p "($seen).got.includes('cannot have body')")" = true ] || exit 1
