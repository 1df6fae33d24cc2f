#!/usr/bin/env bash
# nock 15 never answers when a reply function is written as its own README says: (uri, requestBody) => requestBody.
#
# In nock 14 a reply function gets the path and the parsed body, and a third parameter would be a callback. In nock 15
# it gets a Fetch Request, and a SECOND parameter is the callback. So a function with the two parameters of the README's
# first example counts as one that calls back: what it returns is dropped, and the request stays pending until somebody
# gives up. One with fewer parameters gets the Request in the place of the path, and finds that `this.req`, which the
# README shows, is undefined: reading this.req.headers rejects the request with "fetch failed", like a lost connection.
#
# One would guess what the README of this very release says, or an error. It hurts tests that note what was sent, or
# answer with it: they end in the time limit of the test runner, and code under test that retries or gives up by itself
# is seen doing so. Write `async (request) => … await request.text() …`.
#
# Beside it, in words only: with nock 15 a reply with `.delay(ms)` whose request is aborted before it comes makes Node's
# own fetch fail an assertion outside of any promise, which ends the process. A reply function that returns a promise
# in the place of `.delay(ms)` does not.
#
# nock 15.0.6 and 14.0.17, Node 24.21.0; 2026-11-29. No connection is made.
# Exits with 0 while it is so, with 1 once it has changed or when it cannot tell.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM
cd "$dir"

case $(uname -m) in aarch64) arch=arm64 ;; *) arch=x64 ;; esac
echo '{ "private": true, "type": "module" }' > package.json
timeout 300 npm install --silent --no-audit --no-fund --ignore-scripts \
  "node-linux-$arch@24.21.0" nock@15.0.6 nock14@npm:nock@14.0.17
node=node_modules/node-linux-$arch/bin/node
"$node" --version

cat > try.mjs <<'EOF'
const { default: nock } = await import(process.argv[2]);
const origin = "http://service.invalid";
nock.disableNetConnect();
const headers = { "content-type": "application/json" };
const answerTo = async (reply) => {
  nock.cleanAll();
  nock(origin).post("/echo").reply(201, reply);
  const signal = AbortSignal.timeout(20_000);
  const sent = fetch(`${origin}/echo`, { method: "POST", headers, body: '{"a":1}', signal }).then(
    (response) => response.text(),
    (error) => error.message,
  );
  // Far more than a mocked response needs.
  return Promise.race([sent, new Promise((go) => setTimeout(go, 3_000, "pending"))]);
};
const told = {
  documented: await answerTo((uri, requestBody) => requestBody),
  one: await answerTo((first) => ({ first: typeof first === "string" ? first : first.url })),
  request: await answerTo(function () {
    return { headers: typeof this.req.headers };
  }),
};
console.log(JSON.stringify(told));
process.exit();
EOF

ok=yes
expect() {
  echo "$1: $2"
  [ "$2" = "$3" ] || { echo "  expected: $3"; ok=no; }
}
expect "nock 14" "$(timeout 60 "$node" try.mjs nock14)" \
  '{"documented":"{\"a\":1}","one":"{\"first\":\"/echo\"}","request":"{\"headers\":\"object\"}"}'
expect "nock 15" "$(timeout 60 "$node" --no-deprecation try.mjs nock)" \
  '{"documented":"pending","one":"{\"first\":\"http://service.invalid/echo\"}","request":"fetch failed"}'
for text in '(uri, requestBody) => requestBody' 'this.req.headers'; do
  grep -qF "$text" node_modules/nock/README.md || { echo "no longer in nock's README: $text"; ok=no; }
done

[ $ok = yes ] || { echo "It is no longer so."; exit 1; }
echo "It is so."
