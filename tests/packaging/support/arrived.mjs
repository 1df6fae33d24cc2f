import assert from "node:assert/strict";
import { KEY, TEXT } from "./calls.mjs";

const OWN = `Bearer ${KEY}`;

/** The headers, as pairs. */
const pairsOf = ({ rawHeaders }) =>
  rawHeaders.flatMap((name, at) => (at % 2 ? [] : [[name.toLowerCase(), rawHeaders[at + 1]]]));

/**
 * What came of a read and a send, twice. `seen` is what the proxy saw through which all of it went, `adds` the header that
 * this way adds.
 */
export const assertArrived = ({ ids, arrived, recorded }, { adds, seen }) => {
  assert.deepEqual(ids, [7, 7, 7, 7]);
  assert.deepEqual(
    arrived.map(({ method, url, body }) => [method, url, body && JSON.parse(body).text]),
    [read, send, read, send],
  );
  for (const request of arrived) {
    const headers = pairsOf(request);
    const { authorization, ...others } = Object.fromEntries(headers);
    assert.equal(authorization, OWN);
    assert.equal(headers.filter(([name]) => name === "authorization").length, 1);
    assert.deepEqual(
      Object.keys(others).filter((name) => /^\d+$/.test(name)),
      [],
    );
    assert.equal(JSON.stringify([others, request.url, request.body]).includes(KEY), false);
    if (adds) assert.ok(others[adds], `${adds} is added`);
  }
  if (seen) {
    assert.deepEqual(
      arrived.filter(({ port }) => !seen.ports.includes(port)),
      [],
    );
    assert.equal(seen.tunnels.join().includes(KEY), false);
  }
  assert.equal(recorded?.includes(KEY) ?? false, false);
  assert.notEqual(recorded, "");
};

const read = ["GET", "/v1/conversations/7", ""];
const send = ["POST", "/v1/message/send", TEXT];
