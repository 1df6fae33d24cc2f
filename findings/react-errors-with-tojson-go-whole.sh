#!/usr/bin/env bash
# React's server components empty an error on its way to the client, or not, depending on where it stands.
#
# In production React sends no error's message to the client: what is thrown arrives as an Error with
# nothing but a digest, and an Error that is a prop or a returned value is emptied likewise. Not so if the
# error has a toJSON method, as the errors of many HTTP and API clients have: inside an object (a prop, a
# field of what a server action returns) it arrives as the plain object that toJSON gives, message and
# fields and all, in production too. The same error as the whole of a value (`return error` from an
# action, a promise's result) is emptied, toJSON or not.
#
# One would guess that it is one rule for all errors: React's documents say that Errors are not
# serializable props, and that messages are left out in production. The serializer is a replacer of
# JSON.stringify, which calls toJSON before the replacer sees the value; only the outermost value of a
# chunk never passes there. It matters twice: a client component that tells failures apart by a prop's
# fields works and stops working when the error is returned bare; and what toJSON says, ids of requests or
# the whole configuration of a call, is in the page's source. Pass a plain object that you have chosen.
#
# react-server-dom-webpack 19.3.1, Node 20.20 and 24.21; 2026-11-29.
# Exits with 0 while it is so, with 1 once it has changed or when it cannot tell.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM
cd "$dir"

echo '{ "private": true, "type": "module" }' > package.json
timeout 120 npm install --silent --no-audit --no-fund --ignore-scripts --legacy-peer-deps \
  react@19.3.1 react-dom@19.3.1 react-server-dom-webpack@19.3.1

cat > server.mjs <<'EOF'
import { renderToReadableStream } from "react-server-dom-webpack/server.edge";

class Plain extends Error {
  code = "QUOTA";
}
class WithToJson extends Plain {
  toJSON() {
    return { name: "QuotaError", message: this.message, code: this.code };
  }
}
const wires = {};
for (const [kind, Kind] of Object.entries({ plain: Plain, toJSON: WithToJson })) {
  const error = new Kind("the quota of team 42 is used up");
  for (const [where, value] of Object.entries({
    "inside an object": { error },
    "a whole value": error,
    "a promise's result": { error: Promise.resolve(error) },
    thrown: { error: Promise.reject(error) },
  })) {
    const stream = renderToReadableStream(value, {}, { onError: () => "digest-1" });
    wires[`${kind}, ${where}`] = await new Response(stream).text();
  }
}
process.stdout.write(JSON.stringify(wires));
EOF
cat > client.mjs <<'EOF'
import { readFileSync } from "node:fs";
import { createFromReadableStream } from "react-server-dom-webpack/client.edge";

const MESSAGE = "the quota of team 42 is used up";
const serverConsumerManifest = { moduleMap: {}, serverModuleMap: {}, moduleLoading: null };
const arrived = {};
for (const [what, wire] of Object.entries(JSON.parse(readFileSync("wires.json", "utf8")))) {
  const { body } = new Response(wire);
  const settled = Promise.resolve(createFromReadableStream(body, { serverConsumerManifest }))
    .then(async (value) => (value instanceof Error ? value : await value.error))
    .catch((error) => error);
  const { message, code } = await settled;
  arrived[what] = message === MESSAGE && code === "QUOTA" ? "whole" : code ? "?" : "emptied";
  if (arrived[what] === "emptied" && wire.includes(MESSAGE)) arrived[what] = "?";
  console.log(`${what}: ${arrived[what]}`);
}
const whole = Object.keys(arrived).filter((what) => arrived[what] === "whole");
const emptied = Object.keys(arrived).filter((what) => arrived[what] === "emptied");
process.exitCode = whole.join() === "toJSON, inside an object" && emptied.length === 7 ? 0 : 1;
EOF

export NODE_ENV=production
timeout 60 node --conditions=react-server server.mjs > wires.json
echo "node $(node --version), react-server-dom-webpack $(node -p 'JSON.parse(require("node:fs").readFileSync("node_modules/react-server-dom-webpack/package.json")).version'), production"
timeout 60 node client.mjs
