// nock: from 14 on it knows `fetch`.

/** `noted` makes `{ headers, body }` of the arguments of a reply function: they differ between nock 14 and 15. */
export const nockDouble = (nock, noted) => {
  let seen = [];
  const on = ({ origin, method, path }) => nock(origin).intercept(path, method);
  const note = ({ method, path }, answer) =>
    async function (...given) {
      seen.push({ method, path, ...(await noted.apply(this, given)) });
      return answer();
    };
  return {
    options: {},
    open: () => nock.disableNetConnect(),
    close: () => nock.restore(),
    answers: (route, ...responses) => {
      for (const { status = 200, headers, json } of responses) {
        on(route).reply(
          status,
          note(route, () => json),
          headers,
        );
      }
    },
    stalls: (route) =>
      on(route).reply(
        200,
        note(route, () => new Promise(() => {})),
      ),
    breaks: (route) => on(route).replyWithError("the connection was reset"),
    seen: () => seen,
    clear: () => {
      nock.cleanAll();
      seen = [];
    },
  };
};
