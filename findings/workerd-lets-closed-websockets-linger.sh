#!/usr/bin/env bash
# In workerd, a hibernatable WebSocket that a Durable Object closes by itself stays connected until the object sleeps.
#
# The object calls `close(4401, "…")` in a method that was called by RPC. The client receives the Close frame at once and
# answers it, and webSocketClose runs; but the connection is ended only when the object goes to sleep, ten seconds after
# the last call, and never while it is called more often than that. Closed in webSocketMessage or webSocketClose, it ends
# at once.
#
# One would guess that it ends with the closing handshake, as RFC 6455 says ("the server MUST close the TCP connection
# immediately"). It hurts whoever waits for `close` events: clients only have theirs once the connection has ended, undici
# as late as that, ws after 30 seconds at most, and Chromium after two.
#
# miniflare 4.20260426.0 and 4.20260730.0 (workerd of the same dates); 2026-11-30.
# Exits with 0 while it is so, with 1 once it has changed or when it cannot tell.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM
cd "$dir"

echo '{ "private": true, "type": "module" }' > package.json
timeout 300 npm install --silent --no-audit --no-fund --ignore-scripts \
  april@npm:miniflare@4.20260426.0 july@npm:miniflare@4.20260730.0

cat > try.mjs <<'EOS'
import { connect } from "node:net";

const [name, how] = process.argv.slice(2);
const { Miniflare } = await import(name);
const script = `
  import { DurableObject } from "cloudflare:workers";
  export class Hub extends DurableObject {
    async fetch() {
      const { 0: caller, 1: kept } = new WebSocketPair();
      this.ctx.acceptWebSocket(kept);
      return new Response(null, { status: 101, webSocket: caller });
    }
    async end() {
      for (const socket of this.ctx.getWebSockets()) socket.close(4401, "by itself");
    }
    async webSocketMessage(socket) {
      socket.close(4401, "when it was asked to");
    }
    async webSocketClose() {}
  }
  export default {
    async fetch(request, { HUB }) {
      const hub = HUB.get(HUB.idFromName("hub"));
      if (request.headers.get("upgrade")) return hub.fetch(request);
      await hub.end();
      return new Response("ended");
    },
  };`;
const miniflare = new Miniflare({
  cf: false,
  host: "127.0.0.1",
  port: 0,
  compatibilityDate: "2026-03-01",
  modules: true,
  script,
  durableObjects: { HUB: { className: "Hub", useSQLite: true } },
});
const { port } = await miniflare.ready;
const socket = connect(port, "127.0.0.1");
socket.write(
  [
    "GET / HTTP/1.1",
    "Host: localhost",
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    "\r\n",
  ].join("\r\n"),
);
const masked = (opcode, bytes) => Buffer.from([0x80 | opcode, 0x80 | bytes.length, 0, 0, 0, 0, ...bytes]);
let answered;
socket.on("data", (bytes) => {
  if (bytes[0] === 0x48 && how === "message") socket.write(masked(1, [0x61]));
  if (bytes[0] === 0x48 && how === "rpc") fetch(`http://127.0.0.1:${port}/`);
  if (bytes[0] !== 0x88) return;
  socket.write(masked(8, bytes.subarray(2, 4)));
  answered = performance.now();
});
socket.on("end", () => {
  console.log(performance.now() - answered > 5_000 ? "seconds later" : "at once");
  process.exit();
});
EOS

ok=yes
expect() {
  local saw
  saw=$(timeout 60 node try.mjs "$1" "$2" | tail -n 1)
  echo "$1, closed in a call by $2: ended $saw"
  [ "$saw" = "$3" ] || ok=no
}
for version in april july; do
  expect $version message "at once"
  expect $version rpc "seconds later"
done
[ $ok = yes ] || { echo "It is no longer so."; exit 1; }
echo "It is so."
