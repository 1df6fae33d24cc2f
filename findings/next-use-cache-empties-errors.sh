#!/usr/bin/env bash
# An error that a "use cache" function throws is another error where it is caught, a line further down.
#
# Next.js carries what such a function gives through React's serialization, errors included, though nothing
# leaves the process: the caller catches a plain Error whose class, `name`, `code` and further fields are
# gone, and whose message, in production, is "An error occurred in the Server Components render. The
# specific message is omitted …". Only a `digest` is new. An Error that the function RETURNS, not throws,
# is emptied likewise, without even a digest. (Next may render a page twice for one request, and the second
# time hand over the error as it was thrown: a log then shows both.)
#
# One would guess that `catch (error) { if (error instanceof NotFound) … }` and `error.code === …` work
# around a function of the same process, cached or not: they do around `unstable_cache`. It hurts people
# who tell the failures of an API client apart, a 404 from an outage. Look at the error INSIDE the cached
# function, and return a plain object that says what it was.
#
# next 16.4.5, react 19.3.1, Node 20.20 and 24.21; 2026-11-29.
# Exits with 0 while it is so, with 1 once it has changed or when it cannot tell.
set -euo pipefail

dir=$(mktemp -d)
pids=()
finish() {
  for pid in "${pids[@]}"; do kill -- "-$pid" 2>/dev/null || true; done
  rm -rf "$dir"
}
trap finish EXIT
trap 'exit 1' INT TERM
cd "$dir"
export NEXT_TELEMETRY_DISABLED=1

echo '{ "private": true, "type": "module" }' > package.json
timeout 300 npm install --silent --no-audit --no-fund --ignore-scripts \
  next@16.4.5 react@19.3.1 react-dom@19.3.1

cat > next.config.mjs <<'EOF'
export default { cacheComponents: true, partialPrefetching: true };
EOF
mkdir -p app/caught
cat > app/layout.js <<'EOF'
export default ({ children }) => <html lang="en"><body>{children}</body></html>;
EOF
cat > app/page.js <<'EOF'
export default () => <p>home</p>;
EOF
cat > app/caught/page.js <<'EOF'
import { unstable_cache } from "next/cache";
import { Suspense } from "react";

class NotFound extends Error {
  name = "NotFound";
  code = "NOT_FOUND";
}

const thrown = async (id) => {
  "use cache";
  throw new NotFound(`no contact ${id}`);
};
const returned = async (id) => {
  "use cache";
  return new NotFound(`no contact ${id}`);
};
const plain = async (id) => {
  "use cache";
  const { code, message } = new NotFound(`no contact ${id}`);
  return { code, message };
};
const unstable = unstable_cache(async (id) => {
  throw new NotFound(`no contact ${id}`);
});

const tell = (error) => ({
  known: error instanceof NotFound,
  name: error.name,
  code: error.code,
  message: error.message.slice(0, 56),
  digest: typeof error.digest,
});

async function Report({ searchParams }) {
  const { id } = await searchParams;
  const report = {
    thrown: tell(await thrown(id).catch((error) => error)),
    returned: tell(await returned(id)),
    plain: await plain(id),
    unstable: tell(await unstable(id).catch((error) => error)),
  };
  console.log(`report ${JSON.stringify(report)}`);
  return <p>{report.plain.code}</p>;
}
export default ({ searchParams }) => (
  <Suspense fallback="…"><Report searchParams={searchParams} /></Suspense>
);
EOF

set -m
timeout 180 node_modules/.bin/next build > build.txt 2>&1 || { cat build.txt; exit 1; }
timeout 120 node_modules/.bin/next start --hostname 127.0.0.1 --port 0 > start.txt 2>&1 & pids+=($!); disown
for _ in $(seq 600); do
  url=$(sed -n "s/.*Local: *//p" start.txt 2> /dev/null || true)
  [ -n "$url" ] && break
  sleep 0.1
done
curl --silent --fail --max-time 30 --output page.html "$url/caught?id=7"
grep '^report' start.txt | sed 's/^report //' > reports.txt

echo "node $(node --version), next $(node -p 'require("next/package.json").version')"
node --input-type=module - <<'EOF'
import { readFileSync } from "node:fs";
const [first] = readFileSync("reports.txt", "utf8").trim().split("\n").map((line) => JSON.parse(line));
for (const [name, found] of Object.entries(first)) console.log(name.padEnd(9), JSON.stringify(found));
const emptied = ({ known, name, code, message }) =>
  !known && name === "Error" && code === undefined && message.startsWith("An error occurred");
const { thrown, returned, plain, unstable } = first;
const asGuessed = plain.code === "NOT_FOUND" && unstable.known && unstable.code === "NOT_FOUND";
process.exit(emptied(thrown) && emptied(returned) && asGuessed ? 0 : 1);
EOF
