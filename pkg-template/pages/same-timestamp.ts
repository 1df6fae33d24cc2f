// What a page hides that is full of one moment, asked for in other ways than by time: `{ rows, whole }`, where `whole`
// is whether that is all. `ask` gives the page at the same cursor; where a row `leadsOn` to another moment, the page
// has all of this one before it.

// What was only a try may be rejected.
const unlessRejected = (error) => {
  if (error?.retryable !== false) throw error;
  return [];
};

const both = (flag) => (flag === undefined ? [true, false] : [flag]);

/** Conversations, by filters that together let through what these do. `isCut` is whether more follows the page. */
export const byFilter = (filters) => async (ask, page, leadsOn, isCut) => {
  const rows = [];
  // A longer page shows that this one had room.
  if (!isCut && (await ask({}).catch(unlessRejected)).length > page.length) {
    return { rows, whole: true };
  }
  let whole = true;
  for (const unread of both(filters.unread)) {
    for (const closed of both(filters.closed)) {
      for (const inbox of filters.inboxes ?? [undefined]) {
        const inboxes = inbox === undefined ? inbox : [inbox];
        const part = await ask({ ...filters, unread, closed, inboxes });
        whole &&= part.length < page.length || part.some(leadsOn);
        for (const row of part) rows.push(row);
      }
    }
  }
  // A status that no filter lets through would be missing.
  const found = new Set(rows.map(({ item }) => item.id));
  return { rows, whole: whole && page.every(({ item }) => found.has(item.id)) };
};

// More than any burst.
const LARGE = 1000;

/** Messages of the team, by a larger limit. */
export const byLimit = async (ask, _page, leadsOn) => {
  const rows = await ask(LARGE).catch(unlessRejected);
  return { rows, whole: rows.some(leadsOn) };
};
