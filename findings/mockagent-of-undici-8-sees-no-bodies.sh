#!/usr/bin/env bash
# undici 8's MockAgent cannot see the body of a request that Node's own fetch makes.
#
# setGlobalDispatcher(new MockAgent()) of the package undici also serves Node's built-in fetch, and GETs are
# answered as before. But with undici 8, on Node 22 and 24, a request's body comes to the agent as an object and
# not as its text:
# - `body: '{"a":1}'` in intercept() never matches: the request is rejected as one that nobody expects;
# - `body: /a/` is matched against the text "[object AsyncGenerator]", and so matches whatever was sent;
# - a reply callback finds an object with no keys in `body`.
# undici 6 and 7 give the text in all three places.
#
# One would guess that the agent works the same with the built-in fetch, as it always has, or that it fails as a
# whole. It hurts tests that upgrade undici: those of GETs pass, those of POSTs fail with a puzzling message, and
# those with a regular expression pass without looking at anything. Call install() of undici, or hand undici's own
# fetch to the code under test: then the text is back.
#
# undici 8.13.1 and 7.30.2, Node 24.21.0; 2026-11-29.
# Exits with 0 while it is so, with 1 once it has changed or when it cannot tell.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM
cd "$dir"

case $(uname -m) in aarch64) arch=arm64 ;; *) arch=x64 ;; esac
echo '{ "private": true, "type": "module" }' > package.json
timeout 300 npm install --silent --no-audit --no-fund --ignore-scripts \
  "node-linux-$arch@24.21.0" undici@8.13.1 undici7@npm:undici@7.30.2
node=node_modules/node-linux-$arch/bin/node
"$node" --version

cat > try.mjs <<'EOF'
const [name, installs] = process.argv.slice(2);
const { install, MockAgent, setGlobalDispatcher } = await import(name);
if (installs) install();
const origin = "http://service.invalid";
const MATCHERS = { text: '{"a":1}', right: /a/, wrong: /Generator/, none: undefined };
const told = {};
for (const [kind, body] of Object.entries(MATCHERS)) {
  const agent = new MockAgent();
  agent.disableNetConnect();
  setGlobalDispatcher(agent);
  agent
    .get(origin)
    .intercept({ path: "/", method: "POST", ...(body && { body }) })
    .reply(200, ({ body }) => (typeof body === "string" ? body : `no text: ${typeof body}`));
  told[kind] = await fetch(origin, { method: "POST", body: '{"a":1}' }).then(
    (response) => response.text(),
    (error) => error.cause.code,
  );
}
console.log(JSON.stringify(told));
EOF

text='{"a":1}'
as_text=$(printf '{"text":"%s","right":"%s","wrong":"UND_MOCK_ERR_MOCK_NOT_MATCHED","none":"%s"}' \
  "${text//\"/\\\"}" "${text//\"/\\\"}" "${text//\"/\\\"}")
as_object='{"text":"UND_MOCK_ERR_MOCK_NOT_MATCHED","right":"no text: object","wrong":"no text: object","none":"no text: object"}'

ok=yes
expect() {
  echo "$1: $2"
  [ "$2" = "$3" ] || { echo "  expected: $3"; ok=no; }
}
expect "undici 7, built-in fetch" "$(timeout 60 "$node" try.mjs undici7)" "$as_text"
expect "undici 8, built-in fetch" "$(timeout 60 "$node" try.mjs undici)" "$as_object"
expect "undici 8, after install()" "$(timeout 60 "$node" try.mjs undici install)" "$as_text"

[ $ok = yes ] || { echo "It is no longer so."; exit 1; }
echo "It is so."
