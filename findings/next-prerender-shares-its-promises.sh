#!/usr/bin/env bash
# With Next.js' Cache Components, a request that two pages share fails the build of the second page.
#
# While `next build` prerenders a page, a fetch that is not cached never settles: it is not even sent, and
# once that page is done its promise is rejected ("During prerendering, fetch() rejects when the prerender
# is complete", digest HANGING_PROMISE_REJECTION). React expects that, for the page that called it. But
# pages are prerendered at the same time in one process. If a module shares identical requests that are
# under way (a single flight, as loaders, memoizers and API clients do), a second page gets the first
# page's promise: a function with "use cache", which may fetch, then fails with the error of another
# route, and `next build` with it. Each page builds alone; which one fails depends on their order.
#
# One would guess that sharing reads under way is safe on a server as long as they are the same for
# everybody. Here a pending promise belongs to the render that made it. Share with React's cache(), which
# is per render, or let the others start anew when the shared one is rejected with a `digest`.
#
# next 16.4.5, react 19.3.1, p-memoize 8.0.0, Node 20.20 and 24.21; 2026-11-29.
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
  next@16.4.5 react@19.3.1 react-dom@19.3.1 p-memoize@8.0.0

cat > service.mjs <<'EOF'
import { createServer } from "node:http";
const server = createServer((request, response) => response.end('["Sales"]')).listen(
  0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}/`),
);
setTimeout(() => process.exit(), 240_000).unref();
EOF

cat > next.config.mjs <<'EOF'
export default { cacheComponents: true, partialPrefetching: true };
EOF
cat > read.js <<'EOF'
import pMemoize from "p-memoize";

const read = async () => (await fetch(process.env.SERVICE)).json();
// `cache: false`: only calls that are under way are shared.
export const shared = process.env.SHARED ? pMemoize(read, { cache: false }) : read;
EOF
mkdir -p app/live app/stored
cat > app/layout.js <<'EOF'
export default ({ children }) => <html lang="en"><body>{children}</body></html>;
EOF
cat > app/live/page.js <<'EOF'
import { Suspense } from "react";
import { shared } from "../../read.js";

const Names = async () => <p>{await shared()}</p>;
export default () => <Suspense fallback="…"><Names /></Suspense>;
EOF
cat > app/stored/page.js <<'EOF'
import { shared } from "../../read.js";

const names = async () => {
  "use cache";
  return shared();
};
export default async () => <p>{await names()}</p>;
EOF

set -m
node service.mjs > service.txt & pids+=($!); disown
for _ in $(seq 100); do [ -s service.txt ] && break; sleep 0.1; done
export SERVICE; SERVICE=$(cat service.txt)
build() { rm -rf .next; timeout 180 node_modules/.bin/next build > "$1.txt" 2>&1 && echo builds || echo fails; }
alone=$(build alone)
together=$(SHARED=yes build together)

echo "node $(node --version), next $(node -p 'require("next/package.json").version')"
echo "each page with a request of its own: $alone"
echo "requests under way are shared:       $together"
grep -E '^Error occurred|^⨯ Error|^Error:' together.txt | cut -c 1-90 || true
grep -o 'This occurred at route "[^"]*"' together.txt | sort -u || true
[ "$alone" = builds ] || { cat alone.txt; exit 1; }
[ "$together" = fails ] || exit 1
grep -q 'Error occurred prerendering page "/stored"' together.txt || exit 1
grep -q 'This occurred at route "/live"' together.txt || exit 1
