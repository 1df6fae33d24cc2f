// What the steps of both services are made of.
//
// A step has `act`, which is timed, and `check`, which proves the outcome by what the service says
// afterwards and puts it into words. `seen` carries what earlier steps found. A page may not
// request a step that is `serverOnly`.

/** Runs a service's steps; resolves with one row for each: `{ service, operation, result, ms, ok }`. */
export async function runSteps(
  { name: service, steps, seen: begin, putBack },
  api,
  directory,
  inPage,
) {
  const seen = begin();
  const rows = [];
  for (const { operation, act, check } of steps.filter((step) => !(inPage && step.serverOnly))) {
    const started = performance.now();
    let ms;
    try {
      const outcome = await act(api, directory, seen);
      ms = performance.now() - started;
      const result = await check(outcome, directory, seen, api);
      rows.push({ service, operation, result, ms, ok: true });
    } catch (error) {
      ms ??= performance.now() - started;
      rows.push({ service, operation, result: inWords(error), ms, ok: false });
    }
  }
  if (rows.every(({ ok }) => ok)) await putBack?.(api, directory, seen);
  return rows;
}

/** The conversation that later steps work on. */
export class Subject {
  #subject = null;

  get subject() {
    expect(this.#subject, "no conversation to work on: an earlier step failed");
    return this.#subject;
  }

  set subject(conversation) {
    this.#subject = conversation;
  }
}

/** All items of an iterator. */
export async function all(pages) {
  const items = [];
  for await (const item of pages) items.push(item);
  return items;
}

export function expect(holds, otherwise) {
  if (!holds) throw new Error(otherwise);
}

/** Whether the newest is first. The services' timestamps have one length: their order is that of their letters. */
export const isSorted = (page, field) =>
  page.every((one, i) => i === 0 || page[i - 1][field] >= one[field]);

const inWords = ({ code, message }) => (code ? `${code}, ${message}` : message);
