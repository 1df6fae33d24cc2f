#!/usr/bin/env bash
# Under `wrangler dev`, a service binding answers with a status 500 where the bound Worker throws; elsewhere it rejects.
#
# `await env.API.fetch(…)` rejects with the error that the bound Worker's fetch handler threw: so in workerd alone, as
# Miniflare starts it. `wrangler dev` puts a layer of its own in front of every Worker that it serves, bound
# ones included, so as to show errors prettily. There the same call resolves, with a Response of status 500, whose body
# is JSON with the name, the message and the stack of the error, and whose headers repeat them
# (`mf-experimental-error-stack-payload`).
#
# One would guess that a binding behaves alike in development and after deployment. It hurts what is written and tried
# under `wrangler dev`: code that looks at `response.ok` and has no `catch` is right there and throws once it is deployed,
# code that has a `catch` never sees it run, and code that passes the response on shows the stack to its own caller.
# In development, treat a 500 that has the header `mf-experimental-error-stack` as what it is: a rejection.
#
# wrangler 4.155.0, miniflare 4.20260426.0, Node 24.21.0; 2026-11-29.
# Exits with 0 while it is so, with 1 once it has changed or when it cannot tell.
set -euo pipefail

dir=$(mktemp -d)
server=
stop() {
  [ -z "$server" ] || kill -TERM -- "-$server" 2> /dev/null || true
}
trap 'stop; rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM
cd "$dir"

case $(uname -m) in aarch64) arch=arm64 ;; *) arch=x64 ;; esac
echo '{ "private": true, "type": "module" }' > package.json
timeout 300 npm install --silent --no-audit --no-fund --ignore-scripts \
  "node-linux-$arch@24.21.0" wrangler@4.155.0 alone@npm:miniflare@4.20260426.0 || exit 1
node=$PWD/node_modules/node-linux-$arch/bin/node
export CLOUDFLARE_CF_FETCH_ENABLED=false WRANGLER_SEND_METRICS=false
# Its own logs and list of Workers that are served, no other one's.
export HOME=$dir XDG_CONFIG_HOME=$dir/config

mkdir api
cat > api/worker.js <<'EOF'
export default {
  fetch() {
    throw new TypeError("nobody home");
  },
};
EOF
cat > worker.js <<'EOF'
export default {
  async fetch(_request, { API }) {
    try {
      const response = await API.fetch("https://api.example.com/");
      const stack = response.headers.get("mf-experimental-error-stack");
      const { message } = await response.json();
      return new Response(`resolved: ${response.status}, ${message}, error-stack: ${stack}`);
    } catch (error) {
      return new Response(`rejected: ${error.name}, ${error.message}`);
    }
  },
};
EOF
echo '{ "name": "api", "main": "worker.js", "compatibility_date": "2026-03-01" }' > api/wrangler.json
echo '{ "name": "front", "main": "worker.js", "compatibility_date": "2026-03-01",
  "services": [{ "binding": "API", "service": "api" }] }' > wrangler.json

cat > alone.mjs <<'EOF'
import { readFileSync } from "node:fs";
import { Miniflare } from "alone";

const worker = (name, file) => ({
  name,
  modules: true,
  script: readFileSync(file, "utf8"),
  compatibilityDate: "2026-03-01",
});
const workers = [
  { ...worker("front", "worker.js"), serviceBindings: { API: "api" } },
  worker("api", "api/worker.js"),
];
const miniflare = new Miniflare({ cf: false, workers });
console.log(await (await miniflare.dispatchFetch("http://localhost/")).text());
await miniflare.dispose();
EOF
alone=$(timeout 60 "$node" alone.mjs) || exit 1
echo "workerd by Miniflare: $alone"

address=
# The port that it picks may be taken before it listens there.
for attempt in 1 2 3; do
  set -m
  "$node" node_modules/wrangler/bin/wrangler.js dev -c wrangler.json -c api/wrangler.json \
    --local --ip 127.0.0.1 --port 0 > wrangler.txt 2>&1 &
  server=$!
  set +m
  for _ in $(seq 300); do
    address=$(sed 's/\x1b\[[0-9;]*m//g' wrangler.txt | sed -n 's/.*Ready on \(http:[^ ]*\).*/\1/p' | head -n 1)
    [ -z "$address" ] && kill -0 "$server" 2> /dev/null || break
    sleep 0.2
  done
  [ -z "$address" ] || break
  stop
  echo "wrangler dev did not start: $attempt"
done
[ -n "$address" ] || { cat wrangler.txt; exit 1; }
served=$("$node" -e 'fetch(process.argv[1], { signal: AbortSignal.timeout(30_000) })
  .then((response) => response.text()).then(console.log)' "$address") || exit 1
echo "wrangler dev:         $served"

[ "$alone" = "rejected: TypeError, nobody home" ] &&
  [ "$served" = "resolved: 500, nobody home, error-stack: true" ] ||
  { echo "It is no longer so."; exit 1; }
echo "It is so."
