#!/usr/bin/env bash
# Until some time in autumn 2026, fetch in workerd took a 103 (Early Hints) for the response, and the real
# response, head and all, for its body.
#
# A server behind a Worker answers with `HTTP/1.1 103 Early Hints` and then with a 200. fetch resolves at once
# with status 103, `ok` is false, and text() gives "HTTP/1.1 200 OK\r\nContent-Length: …": the bytes that came
# after. A 100 (Continue) and a 102 (Processing) do the same. If the server keeps the connection open, the body
# never ends. miniflare 4 has it up to its last release (4.20260730.0); workerd 1.20261023.1 reads on, as all
# other runtimes do.
#
# One would guess that interim responses are skipped, as RFC 9110 says and every other fetch does, or that fetch
# rejects. It hurts Workers that are tested, or self-hosted, with Wrangler or miniflare of before that time and whose
# origin sends hints (Apache, Node, some gateways): what works in Node and in a page is a status that no code
# expects.
#
# miniflare 4.20260426.0 and 4.20260730.0 (workerd of the same dates) in Node 24.21.0; 2026-11-29.
# Exits with 0 while it is so, with 1 once it has changed or when it cannot tell.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM
cd "$dir"

case $(uname -m) in aarch64) arch=arm64 ;; *) arch=x64 ;; esac
echo '{ "private": true, "type": "module" }' > package.json
timeout 300 npm install --silent --no-audit --no-fund --ignore-scripts \
  "node24@npm:node-linux-$arch@24.21.0" \
  april@npm:miniflare@4.20260426.0 july@npm:miniflare@4.20260730.0
node=node_modules/node24/bin/node

cat > try.mjs <<'EOS'
import { createServer } from "node:net";

const [name] = process.argv.slice(2);
const server = createServer((socket) => {
  socket.on("error", () => {});
  socket.once("data", () => {
    socket.write("HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload; as=style\r\n\r\n");
    setTimeout(() => socket.end("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"), 100);
  });
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const url = `http://127.0.0.1:${server.address().port}/`;
const ask = async () => {
  const response = await fetch(url);
  return JSON.stringify([response.status, response.ok, await response.text()]);
};
let told;
if (name === "node") {
  told = await ask();
} else {
  const { Miniflare } = await import(name);
  const miniflare = new Miniflare({
    cf: false,
    compatibilityDate: "2026-03-01",
    modules: true,
    script: `const url = ${JSON.stringify(url)}; const ask = ${ask};
      export default { fetch: async () => new Response(await ask()) };`,
  });
  told = await (await miniflare.dispatchFetch("http://localhost/")).text();
  await miniflare.dispose();
}
console.log(told);
process.exit();
EOS

strange='[103,false,"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"]'
ok=yes
expect() {
  local told
  told=$(timeout 60 "$node" try.mjs "$1" | tail -n 1)
  echo "$2: $told"
  [ "$told" = "$3" ] || ok=no
}
expect node "Node $("$node" --version)" '[200,true,"ok"]'
expect april "miniflare 4.20260426.0" "$strange"
expect july "miniflare 4.20260730.0" "$strange"
[ $ok = yes ] || { echo "It is no longer so."; exit 1; }
echo "It is so."
