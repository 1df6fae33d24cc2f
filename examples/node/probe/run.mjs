// Calls every read once, and notes what came of it.

import { isThreadlineError } from "threadline";

/** What can be said of an error. Not its message, which can quote the service. */
const failure = (error) => {
  if (isThreadlineError(error)) {
    const { name, code, status, path } = error;
    return { name, code, status, path };
  }
  return { name: error instanceof TypeError ? "TypeError" : "an error of another kind" };
};

/**
 * `{ name, missing, error, drift, exchanges }` for each of the reads. `take()` gives the responses,
 * `drifts` is the list that the client's `onDrift` adds to, `begins(name)` is called before each operation.
 */
export const run = async (client, reads, ids, { take, drifts, begins }) => {
  const outcomes = [];
  for (const { name, needs = [], input = () => ({}), learn } of reads) {
    const missing = needs.filter((id) => ids[id] === undefined);
    if (missing.length) {
      outcomes.push({ name, missing, drift: [], exchanges: [] });
      continue;
    }
    begins(name);
    let error;
    try {
      const value = await client[name](input(ids));
      learn?.(ids, value);
    } catch (thrown) {
      error = failure(thrown);
    }
    outcomes.push({ name, missing, error, drift: drifts.splice(0), exchanges: take() });
  }
  return outcomes;
};
