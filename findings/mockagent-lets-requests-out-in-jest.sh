#!/usr/bin/env bash
# In Jest, undici's MockAgent with disableNetConnect() lets every request of the global fetch out.
#
# setGlobalDispatcher() leaves its agent under a symbol on `globalThis`, where Node's built-in fetch looks for it.
# In Jest's environment `node`, `globalThis` of a test is that of a sandbox, while `fetch` there is the one from
# outside and looks at the globals outside. The agent is never asked: getGlobalDispatcher() gives the MockAgent,
# isMockActive is true, and the request still goes to the network, without a word.
#
# One would guess that the test fails: that is what disableNetConnect() is for, and the same lines do work in Vitest
# and in node:test. It hurts people who move tests to Jest, or have a default URL and a real key in the environment: the
# real service is called from tests. Give undici's own fetch to the code under test, or put it in the place of the
# global one (install() of undici 7 and later).
#
# jest 30.5.2, undici 7.30.2, Node 20.20 and 24.21; 2026-11-29. The only server here is one on 127.0.0.1.
# Exits with 0 while it is so, with 1 once it has changed or when it cannot tell.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM
cd "$dir"

echo '{ "private": true, "jest": { "testEnvironment": "node" } }' > package.json
timeout 300 npm install --silent --no-audit --no-fund --ignore-scripts jest@30.5.2 undici@7.30.2
node --version

cat > body.cjs <<'EOF'
const { createServer } = require("node:http");
const undici = require("undici");

/** Which of the server and the agent answers, to the fetch of each kind. */
module.exports = async () => {
  const server = createServer((_, response) => response.end("the network"));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${server.address().port}`;
  const agent = new undici.MockAgent();
  agent.disableNetConnect();
  agent.get(url).intercept({ path: "/" }).reply(200, "the agent").persist();
  undici.setGlobalDispatcher(agent);
  const answered = async (fetch) =>
    (await fetch(url, { signal: AbortSignal.timeout(10_000) })).text();
  const told = {
    set: undici.getGlobalDispatcher() === agent && agent.isMockActive,
    global: await answered(globalThis.fetch),
    own: await answered(undici.fetch),
  };
  server.closeAllConnections();
  server.close();
  return JSON.stringify(told);
};
EOF
cat > jest.test.js <<'EOF'
test("who answers", async () => {
  require("node:fs").writeFileSync("jest.json", await require("./body.cjs")());
});
EOF
cat > vm.js <<'EOF'
require("./body.cjs")().then((told) => require("node:fs").writeFileSync("plain.json", told));
EOF

timeout 120 node_modules/.bin/jest jest.test.js > jest.log 2>&1 || { cat jest.log; exit 1; }
timeout 60 node vm.js

ok=yes
expect() {
  echo "$1: $2"
  [ "$2" = "$3" ] || { echo "  expected: $3"; ok=no; }
}
expect "plain Node" "$(cat plain.json)" '{"set":true,"global":"the agent","own":"the agent"}'
expect "Jest" "$(cat jest.json)" '{"set":true,"global":"the network","own":"the agent"}'

[ $ok = yes ] || { echo "It is no longer so."; exit 1; }
echo "It is so."
