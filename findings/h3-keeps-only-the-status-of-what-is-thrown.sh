#!/usr/bin/env bash
# h3 1 (Nitro 2, Nuxt 3 and 4) takes the status of whatever is thrown, and nothing else of it.
#
# `throw Response.redirect("/login", 302)` in a handler reaches the visitor as a 302 without a Location
# header, with a page of JSON for a body: a browser stays where it is. `return Response.redirect(…)` is
# a redirect. In the same way an error that happens to have a `status` gives it to the visitor: when an
# API that the handler called said 401 or 404 to the server's own key, the visitor gets the 401 or the 404
# (and `statusText` and `data`, if the error has those), and caches and browsers act upon it.
#
# One would guess that a Response that is thrown is sent as it is, as in other frameworks where a function
# deep inside of a handler ends it by throwing one, since h3 sends a Response that is returned; and that an
# error which is not h3's own is a 500. h3's createError() is called with whatever was thrown: it copies
# statusCode or status, statusMessage or statusText, and data, and no headers. It matters for each library
# that throws a Response to end a request (sessions, sign-in), and for each client whose errors have a
# `status`: catch them in the handler, and throw createError({ statusCode: 502 }).
#
# h3 1.15.11, Node 20.20; 2026-11-29.
# Exits with 0 while it is so, with 1 once it has changed or when it cannot tell.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM
cd "$dir"

echo '{ "private": true, "type": "module" }' > package.json
timeout 120 npm install --silent --no-audit --no-fund --ignore-scripts h3@1.15.11

cat > try.mjs <<'EOF'
import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { createApp, eventHandler, toNodeListener } from "h3";

/** As clients of HTTP APIs have them. */
class ApiError extends Error {
  status = 401;
  statusText = "Unauthorized";
}
const redirect = () => new Response(null, { status: 302, headers: { location: "/login" } });

// It logs each of them.
console.error = () => {};
const app = createApp()
  .use("/returned", eventHandler(redirect))
  .use("/thrown", eventHandler(() => Promise.reject(redirect())))
  .use("/client", eventHandler(() => Promise.reject(new ApiError("the API key has expired"))))
  .use("/other", eventHandler(() => Promise.reject(new Error("a fault"))));
const server = createServer(toNodeListener(app));
await new Promise((go) => server.listen(0, "127.0.0.1", go));

const seen = {};
for (const path of ["returned", "thrown", "client", "other"]) {
  const url = `http://127.0.0.1:${server.address().port}/${path}`;
  const response = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(10_000) });
  seen[path] = [response.status, response.headers.get("location")];
  console.log(`${path}: ${response.status} ${response.statusText}, location ${seen[path][1]}`);
  await response.text();
}
server.close();
server.closeAllConnections();

const { version } = JSON.parse(readFileSync("node_modules/h3/package.json", "utf8"));
console.log(`h3 ${version}, Node ${process.version}`);
const expected = {
  returned: [302, "/login"],
  thrown: [302, null],
  client: [401, null],
  other: [500, null],
};
const same = JSON.stringify(seen) === JSON.stringify(expected);
console.log(same ? "as described" : `changed: ${JSON.stringify(seen)}`);
process.exit(same ? 0 : 1);
EOF
timeout 60 node try.mjs
