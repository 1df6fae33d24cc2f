// Options of `createEdge` that are wrong, and what it says of them.

import { createEdge } from "threadline/edge";

const key = () => ({ apiKey: "key" });
const good = { authorize: () => null, heymarket: key };

const WRONG = {
  "nothing at all": undefined,
  "no authorize": { heymarket: key },
  "an authorize that is no function": { ...good, authorize: "ann" },
  "no service": { authorize: () => null },
  "keys in the place of a function": { ...good, heymarket: { apiKey: "key-4711" } },
  "a misspelt option": { ...good, onevent: () => {} },
  "a path without a slash": { ...good, path: "inbox" },
  "a path that ends in a slash": { ...good, path: "/inbox/" },
  "a binding that is no name": { ...good, binding: 5 },
  "an origin with a path": { ...good, origins: ["https://example.com/page"] },
  "an operation that pages have no use for": { ...good, operations: ["createCallback"] },
  "a log that keeps nothing": { ...good, keep: { events: 0 } },
  "a log that is kept for no number": { ...good, keep: { ms: "1 day" } },
  "an unknown member of keep": { ...good, keep: { days: 1 } },
  "answers that are a number": { ...good, answers: 5 },
};

const said = (options) => {
  try {
    createEdge(options);
    return null;
  } catch ({ name, path, message }) {
    return { name, path, message };
  }
};

const asked = async (options, env, path) => {
  const response = await createEdge({ ...good, ...options }).fetch(
    new Request(`https://example.com/inbox${path}`),
    env,
  );
  return response.status;
};

/** Settings that are wrong only once a request comes. */
const LATE = {
  "a binding that is missing": () =>
    asked({ authorize: () => ({ user: 1, heymarket: { userId: 1 } }) }, {}, "/heymarket/v1/team"),
  "a session without a user": () =>
    asked({ authorize: () => ({ heymarket: { userId: 1 } }) }, {}, "/heymarket/v1/team"),
  "a session with too many inboxes": () =>
    asked(
      {
        authorize: () => ({
          user: 1,
          heymarket: { userId: 1, inboxes: Array.from({ length: 9000 }, (_, at) => at) },
        }),
      },
      {},
      "/heymarket/v1/team",
    ),
  "an account that is not there": () =>
    asked(
      { authorize: () => ({ user: 1, heymarket: { userId: 1 } }), accountOf: () => null },
      {},
      "/heymarket/v1/team",
    ),
  "a webhook that is not configured": () => asked({}, {}, "/hooks/heymarket"),
  "a status that nobody may see": () => asked({}, {}, "/status"),
};

export default {
  async fetch() {
    const wrong = Object.entries(WRONG).map(([what, options]) => [what, said(options)]);
    const late = [];
    for (const [what, ask] of Object.entries(LATE)) late.push([what, await ask()]);
    return Response.json({ wrong: Object.fromEntries(wrong), late: Object.fromEntries(late) });
  },
};
