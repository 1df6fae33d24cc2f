#!/usr/bin/env bash
# fetch-cookie follows a redirect that a Request forbids, and sends a GET without headers or body in place of a POST.
#
# fetch-cookie wraps a fetch and adds a cookie jar. It follows redirects itself, so as to see the cookies on the way, and
# looks for all that it must know about the request (method, headers, body, `redirect`) in the second argument alone. Given
# a Request, as clients that build one first give it, it finds nothing there. Then
# - `redirect: "manual"` and "error" are ignored: the redirect is followed, and what comes out is the last response;
# - after a 307 or 308, which must keep method and body, the second request is a GET, without body, without the headers.
# The status is 200 and nothing is thrown. Without a redirect, the same Request is sent as it should be.
#
# One would guess that fetch(new Request(url, init)) does what fetch(url, init) does, as with every fetch. It hurts
# anyone who puts fetch-cookie below a client or a wrapper that makes Requests: a form posts nothing and reports success,
# and an API that redirects to its sign-in page seems to accept everything. Hand over `url, init`.
#
# fetch-cookie 3.2.0 around Node's own fetch, Node 20.20.2; 2026-11-29.
# Exits with 0 while it is so, with 1 once it has changed or when it cannot tell.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM
cd "$dir"

echo '{ "private": true, "type": "module" }' > package.json
timeout 240 npm install --silent --no-audit --no-fund --ignore-scripts fetch-cookie@3.2.0 || exit 1
echo "node $(node --version), fetch-cookie 3.2.0"

cat > try.mjs <<'EOF'
import { once } from "node:events";
import { createServer } from "node:http";
import makeFetchCookie from "fetch-cookie";

const arrived = [];
const server = createServer(async (request, response) => {
  let body = "";
  for await (const piece of request) body += piece;
  arrived.push([request.method, request.url, request.headers["x-team"] ?? "no header", body].join(" "));
  if (request.url === "/done") return response.end("done");
  response.writeHead(307, { location: "/done" }).end();
});
server.listen(0, "127.0.0.1");
await once(server, "listening");
const url = `http://127.0.0.1:${server.address().port}/form`;

const tried = {
  "fetch, Request": (init) => fetch(new Request(url, init)),
  "fetch-cookie, url and init": (init) => makeFetchCookie(fetch)(url, init),
  "fetch-cookie, Request": (init) => makeFetchCookie(fetch)(new Request(url, init)),
};
for (const redirect of ["follow", "manual", "error"]) {
  for (const [name, send] of Object.entries(tried)) {
    arrived.length = 0;
    const init = { method: "POST", headers: { "x-team": "blue" }, body: "hello", redirect };
    const end = await send(init).then(({ status }) => status, () => "rejected");
    console.log(`${name}, ${redirect}: ${end}; arrived: ${arrived.join(", ")}`);
  }
}
server.close();
server.closeAllConnections();
EOF
timeout 60 node try.mjs > told.txt || exit 1
cat told.txt

first="POST /form blue hello"
cat > expected.txt <<EOF
fetch, Request, follow: 200; arrived: $first, POST /done blue hello
fetch-cookie, url and init, follow: 200; arrived: $first, POST /done blue hello
fetch-cookie, Request, follow: 200; arrived: $first, GET /done no header 
fetch, Request, manual: 307; arrived: $first
fetch-cookie, url and init, manual: 307; arrived: $first
fetch-cookie, Request, manual: 200; arrived: $first, GET /done no header 
fetch, Request, error: rejected; arrived: $first
fetch-cookie, url and init, error: rejected; arrived: $first
fetch-cookie, Request, error: 200; arrived: $first, GET /done no header 
EOF
diff expected.txt told.txt || { echo "It is no longer so."; exit 1; }
echo "It is so."
