// undici's MockAgent. `options` is `{ fetch }` where the global one does not look at the agent.

const JSON_TYPE = { "content-type": "application/json" };

// Longer than any test: the agent cannot leave a request without a response.
const NEVER = 2 ** 31 - 1;

/** Its headers are an object or a list of names and values in turn. */
const named = (headers) => {
  if (!Array.isArray(headers)) return headers;
  const pairs = headers.flatMap((name, at) => (at % 2 ? [] : [[name, headers[at + 1]]]));
  return Object.fromEntries(pairs);
};

export const mockAgentDouble = (
  { MockAgent, setGlobalDispatcher, getGlobalDispatcher },
  options,
) => {
  const before = getGlobalDispatcher();
  let agent;
  let seen = [];
  const on = ({ origin, method, path }) => agent.get(origin).intercept({ path, method });
  const note =
    ({ method, path }, response) =>
    ({ headers, body }) => {
      seen.push({ method, path, headers: named(headers), body: body ?? undefined });
      return response;
    };
  const replies = (route, { status = 200, headers, json }) =>
    on(route).reply(
      note(route, {
        statusCode: status,
        data: JSON.stringify(json),
        responseOptions: { headers: { ...JSON_TYPE, ...headers } },
      }),
    );
  return {
    options,
    open: () => {},
    close: () => setGlobalDispatcher(before),
    answers: (route, ...responses) => {
      for (const response of responses) replies(route, response);
    },
    stalls: (route) => replies(route, { json: {} }).delay(NEVER),
    breaks: (route) => on(route).replyWithError(new Error("the connection was reset")),
    seen: () => seen,
    clear: () => {
      agent = new MockAgent();
      agent.disableNetConnect();
      setGlobalDispatcher(agent);
      seen = [];
    },
  };
};
