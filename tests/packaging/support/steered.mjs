// What a framework's own functions throw must do the same inside token() and inside an own fetch as where
// threadline is not involved.

import assert from "node:assert/strict";

/** What a browser gets that opens a page: whatever tells one response from another. */
export const shown = async (address, { headers: more, ...options } = {}) => {
  const sent = { accept: "text/html", ...more };
  const response = await fetch(address, { redirect: "manual", headers: sent, ...options });
  const { status, headers } = response;
  return { status, location: headers.get("location"), body: await response.text() };
};

/** `ask` gets what `steer` finds in its query; resolves with the response that all have in common. */
export const alikeEverywhere = async (ask) => {
  const alone = await ask("where=alone");
  for (const where of ["token", "fetch"]) {
    for (const call of ["read", "send"]) {
      const query = `where=${where}&call=${call}`;
      assert.deepEqual(await ask(query), alone, query);
    }
  }
  return alone;
};

/** The operations that the service was asked for since the last time. */
export const arrived = async (fake) => (await fake.requests()).map(({ operation }) => operation);

/** What a page reports in a `<pre>`, in characters that no template changes. */
export const reportIn = ({ status, body }, output) => {
  assert.equal(status, 200, output.all);
  return JSON.parse(decodeURIComponent(atob(/<pre>(.*?)<\/pre>/.exec(body)?.[1])));
};
