#!/usr/bin/env bash
# Over HTTP/2, a body that the server broke off with RST_STREAM (CANCEL) is a whole one for Deno's fetch, for
# undici's, and for Node's http2.
#
# The server sends a head and half of a body and then resets the stream with the code CANCEL. In Deno and in
# undici response.text() resolves with the half, even where `content-length` announced more; Node's http2 client
# emits `end`, and `for await` over the stream just ends. Only stream.rstCode (8) tells, and fetch does not show
# it. With INTERNAL_ERROR in the place of CANCEL all three fail. The libraries mean it so: to them CANCEL is what
# a client says of its own request, and not a failure.
#
# One would guess that a stream that is reset is an error whatever its code, as it is in Chromium and Firefox for
# the same bytes. It hurts whoever reads text or lines: gateways and servers that give up a response they cannot
# finish reset with CANCEL, the truncated text passes, and JSON that is cut off fails while it is parsed, with an
# error that says nothing of the connection. Compare what came with `content-length`, or have an end in the format.
#
# deno 2.9.5, undici 7.30.2 with allowH2, Node 24.21.0; needs openssl; 2026-11-29.
# Exits with 0 while it is so, with 1 once it has changed or when it cannot tell.
set -euo pipefail

dir=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2> /dev/null || true; rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM
cd "$dir"

case $(uname -m) in aarch64) arch=arm64 ;; *) arch=x64 ;; esac
echo '{ "private": true, "type": "module" }' > package.json
timeout 300 npm install --silent --no-audit --no-fund --ignore-scripts \
  "node24@npm:node-linux-$arch@24.21.0" deno@2.9.5 undici@7.30.2
node=node_modules/node24/bin/node
deno=$(find node_modules -path "*/deno" -type f -size +1M | head -n 1)
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=127.0.0.1 \
  -addext subjectAltName=IP:127.0.0.1 -keyout key.pem -out cert.pem 2> openssl.txt

cat > server.mjs <<'EOS'
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { createSecureServer } from "node:http2";
import { addAbortSignal } from "node:stream";

const breakOff = (stream, path) => {
  if (path.startsWith("/internal-error")) return stream.destroy(new Error("on purpose"));
  // stream.close(CANCEL) would end the body properly.
  const controller = new AbortController();
  addAbortSignal(controller.signal, stream);
  controller.abort();
};
const [key, cert] = ["key.pem", "cert.pem"].map((file) => readFileSync(file));
const server = createSecureServer({ key, cert }).on("stream", (stream, { ":path": path }) => {
  const announced = path.endsWith("announced") ? { "content-length": "24" } : {};
  stream.on("error", () => {});
  stream.respond({ ":status": 200, ...announced });
  // The first half is on its way before the rest fails.
  stream.write("half of it, ", () => setTimeout(breakOff, 100, stream, path));
});
server.listen(0, "127.0.0.1", () => {
  writeFileSync("port", `${server.address().port}`);
  renameSync("port", "port.txt");
});
EOS

cat > paths.mjs <<'EOS'
const PATHS = ["/cancel", "/cancel-announced", "/internal-error"];
const text = async (path, get) => {
  const told = await get(path).then(JSON.stringify, () => "fails");
  return `${path.slice(1)} ${told}`;
};
export const all = async (get) => {
  const told = [];
  for (const path of PATHS) told.push(await text(path, get));
  console.log(told.join(", "));
};
EOS
cat > in-deno.mjs <<'EOS'
import { all } from "./paths.mjs";
const [origin] = Deno.args;
await all(async (path) => (await fetch(origin + path)).text());
EOS
cat > in-undici.mjs <<'EOS'
import { Agent, fetch } from "undici";
import { all } from "./paths.mjs";
const [origin] = process.argv.slice(2);
const dispatcher = new Agent({ allowH2: true, connect: { rejectUnauthorized: false } });
await all(async (path) => (await fetch(origin + path, { dispatcher })).text());
process.exit();
EOS
cat > in-http2.mjs <<'EOS'
import { connect } from "node:http2";
import { all } from "./paths.mjs";
const [origin] = process.argv.slice(2);
const session = connect(origin, { rejectUnauthorized: false });
await all(async (path) => {
  let text = "";
  for await (const piece of session.request({ ":path": path }).setEncoding("utf8")) text += piece;
  return text;
});
process.exit();
EOS

timeout 120 "$node" server.mjs &
server=$!
for _ in $(seq 100); do [ -s port.txt ] && break; sleep 0.1; done
origin=https://127.0.0.1:$(cat port.txt)

half='"half of it, "'
as_whole="cancel $half, cancel-announced $half, internal-error fails"
ok=yes
expect() {
  echo "$1: $2"
  [ "$2" = "$as_whole" ] || ok=no
}
expect "$("$deno" --version | head -n 1)" "$(timeout 60 "$deno" run --no-prompt --allow-net \
  --unsafely-ignore-certificate-errors=127.0.0.1 in-deno.mjs "$origin" 2> deno.txt)"
expect "undici 7.30.2" "$(timeout 60 "$node" in-undici.mjs "$origin")"
expect "Node $("$node" --version), http2" "$(timeout 60 "$node" in-http2.mjs "$origin")"
[ $ok = yes ] || { echo "It is no longer so."; exit 1; }
echo "It is so."
