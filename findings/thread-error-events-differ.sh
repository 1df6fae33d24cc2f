#!/usr/bin/env bash
# The `error` event of a worker thread hands over the whole error in Node, one field of it in Bun, and not
# even its stack in Deno. In Node it hands over what the error kept to itself, too.
#
# What a thread of node:worker_threads does not catch arrives at its parent as an `error` event. Node has
# a serializer of its own for it, richer than structured clone: name, every own field, the cause. It even
# goes up the prototypes, calls each getter that it finds, and makes own properties of what they return: a
# getter over a private field (#body) is a plain value on the other side, and a lazy or counting getter
# has been called. Deno, with the same module and event, gives an Error with the message alone: no name, no
# fields, no cause, no stack. Bun gives message and stack, and of the fields exactly `code`; the cause is
# gone.
#
# One would guess one of two things: that the three agree, since it is one API and its tests are Node's, or
# that an error crosses as it does by postMessage (no name, no fields anywhere, see structured clone). It
# matters for pools of threads and their users, who tell failures by name and code: in Deno every failure is
# the same Error, and in Bun an `instanceof` or `name` check fails beside a `code` check that works. Catch in
# the thread, and post a plain object. And do not count on a getter to keep a value inside of a thread.
#
# Node 20.20 and 24.21, deno 2.9.5, bun 1.4.5; 2026-11-29.
# Exits with 0 while it is so, with 1 once it has changed or when it cannot tell.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM
cd "$dir"

echo '{ "private": true, "type": "module" }' > package.json
timeout 240 npm install --silent --no-audit --no-fund --ignore-scripts deno@2.9.5 bun@1.4.5

cat > thread.mjs <<'EOF'
class QuotaError extends Error {
  #body = "kept to itself";
  name = "QuotaError";
  code = "QUOTA";
  team = 42;
  get body() {
    return this.#body;
  }
}
throw new QuotaError("used up", { cause: new TypeError("behind it") });
EOF
cat > parent.mjs <<'EOF'
import { Worker } from "node:worker_threads";

const thread = new Worker(new URL("./thread.mjs", import.meta.url));
const error = await new Promise((resolve) => thread.on("error", resolve));
const { name, message, code, team, cause, stack } = error;
const body = Object.getOwnPropertyDescriptor(error, "body")?.value;
const shown = { name, message, code, team, cause: cause?.message, body, stack: Boolean(stack) };
console.log(JSON.stringify(shown));
EOF
program() {
  find node_modules -path "*/$1" -type f -size +1M | head -n 1
}
deno=$(program deno)
bun=$(program bin/bun)
node=$(timeout 60 node parent.mjs | tail -n 1)
in_deno=$(timeout 60 "$deno" run --no-prompt --allow-all parent.mjs 2> deno.txt | tail -n 1)
in_bun=$(timeout 60 "$bun" run parent.mjs | tail -n 1)
echo "node $(node --version): $node"
echo "$("$deno" --version | head -n 1): $in_deno"
echo "bun $("$bun" --version): $in_bun"

[ "$node" = '{"name":"QuotaError","message":"used up","code":"QUOTA","team":42,"cause":"behind it","body":"kept to itself","stack":true}' ]
[ "$in_deno" = '{"name":"Error","message":"used up","stack":false}' ]
[ "$in_bun" = '{"name":"Error","message":"used up","code":"QUOTA","stack":true}' ]
