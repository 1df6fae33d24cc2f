#!/usr/bin/env bash
# Between two Workers, a thrown error keeps its fields only if BOTH are on the newer date; a returned one
# if the sender is. And `retryable: true` of your own always arrives, `false` never does on old dates.
#
# From compatibility date 2026-04-21 on (flag enhanced_error_serialization), workerd keeps an error's name
# and own fields over RPC. Which side's date counts depends on the way:
# - returned: the callee's alone. A caller on an old date gets everything.
# - thrown: both. Otherwise the name goes in front of the message ("QuotaError: used up"), the rest is gone
#   (from old to new, up to workerd 1.20261023.1, the name as well).
# And one field crosses on every date, be it own, hidden or inherited from a prototype: workerd reads
# `retryable` (and `overloaded`) from whatever is thrown, and sets `retryable: true` on the other side.
# Cloudflare's own failures have the same field, so the caller cannot know whose word it is; a `false`
# arrives as undefined. Last, a new Durable Object's throw writes `durableObjectId` into the very error
# object that was thrown, on the sender's side (not yet in workerd 1.20260730.1).
#
# One would guess that the receiver's date decides, as for other flags about what code sees, that throw and
# return go the same way, and that a field that is not kept is not kept. It matters while one of two
# Workers is redeployed with a newer date: `catch (error) { if (error.code === …) }` works in one
# direction only. Return failures as plain objects, or move the callee first and the caller at once.
#
# workerd 1.20261117.1, started by miniflare 4.20260730.0, Node 20.20 and 24.21; 2026-11-29.
# Exits with 0 while it is so, with 1 once it has changed or when it cannot tell.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM
cd "$dir"

echo '{ "private": true, "type": "module" }' > package.json
timeout 180 npm install --silent --no-audit --no-fund --ignore-scripts \
  workerd@1.20261117.1 miniflare@4.20260730.0
MINIFLARE_WORKERD_PATH=$(find "$dir/node_modules/@cloudflare" -name workerd -type f -size +1M | head -n 1)
export MINIFLARE_WORKERD_PATH

cat > worker.mjs <<'EOF'
import { DurableObject, WorkerEntrypoint } from "cloudflare:workers";

class QuotaError extends Error {
  name = "QuotaError";
  code = "QUOTA";
}
const made = (retryable) => Object.assign(new QuotaError("used up"), { retryable });
class Inheriting extends Error {}
Inheriting.prototype.retryable = true;

let thrown;
export class Callee extends WorkerEntrypoint {
  throws(retryable) {
    throw made(retryable);
  }
  returns(retryable) {
    return made(retryable);
  }
  throwsInheriting() {
    throw new Inheriting("used up");
  }
}
export class Keeper extends DurableObject {
  throws() {
    thrown = made(false);
    throw thrown;
  }
  keysOfThrown() {
    return Object.keys(thrown);
  }
}
const arriving = async (call) => {
  const error = await call().catch((error) => error);
  return `${error.name} | ${error.message} | code ${error.code} | retryable ${error.retryable}`;
};
export default {
  async fetch(request, { OLD, NEW, KEEPER }) {
    const arrived = {};
    for (const [age, callee] of Object.entries({ old: OLD, new: NEW })) {
      for (const retryable of [true, false]) {
        const which = `retryable ${retryable}`;
        arrived[`thrown, from ${age}, ${which}`] = await arriving(() => callee.throws(retryable));
        arrived[`returned, from ${age}, ${which}`] = await arriving(() => callee.returns(retryable));
      }
      arrived[`thrown, from ${age}, retryable inherited`] = await arriving(() => callee.throwsInheriting());
    }
    const keeper = KEEPER.get(KEEPER.idFromName("one"));
    await arriving(() => keeper.throws());
    return Response.json({ arrived, keys: await keeper.keysOfThrown() });
  },
};
EOF
cat > run.mjs <<'EOF'
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { Miniflare } from "miniflare";

const modules = [
  { type: "ESModule", path: "worker.mjs", contents: readFileSync("worker.mjs", "utf8") },
];
const worker = (name, compatibilityDate) => ({
  name,
  compatibilityDate,
  modules,
  serviceBindings: {
    OLD: { name: "old", entrypoint: "Callee" },
    NEW: { name: "new", entrypoint: "Callee" },
  },
  durableObjects: { KEEPER: { className: "Keeper", useSQLite: true } },
});
const miniflare = new Miniflare({
  cf: false,
  workers: [worker("old", "2026-04-20"), worker("new", "2026-04-21")],
});
try {
  const seen = {};
  for (const caller of ["old", "new"]) {
    const { fetch } = await miniflare.getWorker(caller);
    seen[caller] = await (await fetch("http://worker/")).json();
    for (const [what, how] of Object.entries(seen[caller].arrived)) {
      console.log(`${what}, to ${caller}: ${how}`);
    }
  }
  console.log(`keys of the error that the new Durable Object threw: ${seen.new.keys}`);
  const whole = (retryable) => `QuotaError | used up | code QUOTA | retryable ${retryable}`;
  const named = (retryable) => `Error | QuotaError: used up | code undefined | retryable ${retryable}`;
  for (const [caller, { arrived }] of Object.entries(seen)) {
    for (const retryable of [true, false]) {
      const which = `retryable ${retryable}`;
      const left = retryable ? true : undefined;
      assert.equal(arrived[`returned, from new, ${which}`], whole(retryable));
      assert.equal(arrived[`returned, from old, ${which}`], "Error | used up | code undefined | retryable undefined");
      const fromNew = caller === "new" ? whole(retryable) : named(left);
      assert.equal(arrived[`thrown, from new, ${which}`], fromNew);
      assert.equal(arrived[`thrown, from old, ${which}`], named(left));
    }
    for (const age of ["old", "new"]) {
      assert.match(arrived[`thrown, from ${age}, retryable inherited`], /retryable true$/);
    }
  }
  assert.ok(seen.new.keys.includes("durableObjectId"));
} finally {
  await miniflare.dispose();
}
EOF
echo "node $(node --version), $("$MINIFLARE_WORKERD_PATH" --version)"
timeout 90 node run.mjs
