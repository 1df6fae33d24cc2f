#!/usr/bin/env bash
# In Vitest's jsdom, a Response made of a Blob or a FormData holds the words "[object Blob]" or "[object FormData]".
#
# Vitest's environment jsdom takes Blob, File and FormData from jsdom and leaves Response and fetch as Node's, which
# know these classes only if they are their own, and make a text of anything else. Nothing throws: the status is 200,
# the type text/plain. Request is right for a Blob, since Vitest converts what goes into it, and URLSearchParams are right
# in both, so that trying one of these shows nothing. An error of an aborted fetch is not an instance of DOMException.
#
# One would guess that the classes of one global object fit together, or that the wrong one throws, as AbortSignal did
# in Vitest 3. It hurts stubs of fetch that answer with files (pictures, PDFs, voice messages), which then test the
# words, and uploads in tests. Make such a Response of text or of a Uint8Array, or take happy-dom, or in Jest
# jest-fixed-jsdom, where all of them are of one kind.
#
# vitest 5.1.2, jsdom 31.0.1, happy-dom 21.0.4, Node 24.21.0; 2026-11-29.
# Exits with 0 while it is so, with 1 once it has changed or when it cannot tell.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM
cd "$dir"

case $(uname -m) in aarch64) arch=arm64 ;; *) arch=x64 ;; esac
echo '{ "private": true, "type": "module" }' > package.json
timeout 400 npm install --silent --no-audit --no-fund --ignore-scripts \
  "node-linux-$arch@24.21.0" vitest@5.1.2 jsdom@31.0.1 happy-dom@21.0.4
node=node_modules/node-linux-$arch/bin/node
"$node" --version

cat > blob.test.js <<'EOF'
import { writeFileSync } from "node:fs";
import { test } from "vitest";

const textOf = async (body) => (await new Response(body).text()).replace(/^-+[\s\S]*$/, "a form");

test("what a Response holds", async () => {
  const form = new FormData();
  form.set("a", "b");
  const request = new Request("http://service.invalid", { method: "POST", body: new Blob(["hi"]) });
  const told = {
    blob: await textOf(new Blob(["hi"])),
    form: await textOf(form),
    parameters: await textOf(new URLSearchParams("a=b")),
    request: await request.text(),
  };
  writeFileSync("told.json", JSON.stringify(told));
});
EOF

told() {
  rm -f told.json
  timeout 120 "$node" node_modules/vitest/vitest.mjs run blob.test.js --environment "$1" > log 2>&1 ||
    { cat log >&2; exit 1; }
  cat told.json
}
ok=yes
expect() {
  echo "$1: $2"
  [ "$2" = "$3" ] || { echo "  expected: $3"; ok=no; }
}
right='{"blob":"hi","form":"a form","parameters":"a=b","request":"hi"}'
expect node "$(told node)" "$right"
expect happy-dom "$(told happy-dom)" "$right"
expect jsdom "$(told jsdom)" \
  '{"blob":"[object Blob]","form":"[object FormData]","parameters":"a=b","request":"hi"}'

[ $ok = yes ] || { echo "It is no longer so."; exit 1; }
echo "It is so."
