#!/usr/bin/env bash
# In Node, http2stream.close(CANCEL) on a response that is half written ends it properly: the client gets half of
# the body as a whole one.
#
# The documentation says that close(code) sends an RST_STREAM frame to the peer. On a server that has begun its
# response it first ends the writable side: a DATA frame with END_STREAM goes out, and where an RST_STREAM
# follows (Node 20; Node 24 sends none) its code is NO_ERROR and no longer the one that was given. The client
# sees `end` and no error, whatever code the server gave. Before the response has begun, close(code)
# does what it says.
#
# One would guess that close(NGHTTP2_CANCEL) breaks the response off, as it does for a request. It hurts proxies,
# gateways and doubles of servers that break off what they cannot finish: their clients take the truncated text
# for the whole, and without a `content-length` nothing tells. stream.destroy(error) is what breaks off: it sends
# RST_STREAM with INTERNAL_ERROR.
#
# Node 20.20.2 and 24.21.0; 2026-11-29.
# Exits with 0 while it is so, with 1 once it has changed or when it cannot tell.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM
cd "$dir"

case $(uname -m) in aarch64) arch=arm64 ;; *) arch=x64 ;; esac
echo '{ "private": true, "type": "module" }' > package.json
timeout 300 npm install --silent --no-audit --no-fund --ignore-scripts \
  "node20@npm:node-linux-$arch@20.20.2" "node24@npm:node-linux-$arch@24.21.0"

cat > try.mjs <<'EOS'
import { once } from "node:events";
import { connect, constants, createServer } from "node:http2";
const BREAKS = {
  "close(CANCEL)": (stream) => stream.close(constants.NGHTTP2_CANCEL),
  "close(INTERNAL_ERROR)": (stream) => stream.close(constants.NGHTTP2_INTERNAL_ERROR),
  "destroy(error)": (stream) => stream.destroy(new Error("on purpose")),
};
for (const [name, breakOff] of Object.entries(BREAKS)) {
  const server = createServer().on("stream", (stream) => {
    stream.on("error", () => {});
    stream.respond({ ":status": 200 });
    // The first half is on its way before the rest fails.
    stream.write("half of it, ", () => setTimeout(breakOff, 100, stream));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const session = connect(`http://127.0.0.1:${server.address().port}`);
  const stream = session.request({ ":path": "/" });
  let text = "";
  stream.setEncoding("utf8").on("data", (piece) => {
    text += piece;
  });
  const ended = await new Promise((resolve) => {
    stream.on("error", ({ code }) => resolve(code)).on("end", () => resolve("end"));
  });
  console.log(`${name}: ${JSON.stringify(text)} ${ended}, code ${stream.rstCode}`);
  session.destroy();
  server.close();
}
EOS

expected='close(CANCEL): "half of it, " end, code 0
close(INTERNAL_ERROR): "half of it, " end, code 0
destroy(error): "half of it, " ERR_HTTP2_STREAM_ERROR, code 2'

ok=yes
for node in node_modules/node20/bin/node node_modules/node24/bin/node; do
  echo "Node $("$node" --version)"
  told=$(timeout 60 "$node" try.mjs)
  echo "$told"
  [ "$told" = "$expected" ] || ok=no
done
[ $ok = yes ] || { echo "It is no longer so."; exit 1; }
echo "It is so."
