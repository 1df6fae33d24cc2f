// Errors on both sides of a border (a clone, a message, a remote call …): one of each class as calls really reject
// with them, and what is left of one where it arrives, as plain JSON for the test that looks at it.

const FIELDS = [
  ...["code", "retryable", "operation", "path", "status", "requestId", "attempts"],
  ...["retryAfterMs", "retryAt"],
];

/** In every body: what a service says may be private, and must not cross a border. */
export const PRIVATE = "my-number-is-15555559999";

const answering = (status, headers) => () =>
  Promise.resolve(
    new Response(JSON.stringify({ message: "no luck", detail: PRIVATE }), {
      status,
      headers: { "content-type": "application/json", "x-request-id": "req-7", ...headers },
    }),
  );
const losing = async () => {
  const reset = Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });
  throw new TypeError("fetch failed", { cause: reset });
};
const never = () => new Promise(() => {});

/** Without the last two, calls of a client: the class, its `fetch`, and options. */
const CALLS = [
  ["InvalidArgumentError", never, {}, { id: "no id" }],
  ["AuthenticationError", answering(401)],
  ["PermissionDeniedError", answering(403)],
  ["NotFoundError", answering(404)],
  ["InvalidRequestError", answering(422)],
  ["RateLimitError", answering(429, { "retry-after": "3600" })],
  ["ServerError", answering(500)],
  ["ConnectionError", losing],
  ["TimeoutError", never, { timeoutMs: 1 }],
  ["DecodeError", () => Promise.resolve(new Response(`<p>${PRIVATE}`))],
  ["RedirectError", answering(302, { location: "https://example.com/" })],
  ["ReplyTooLargeError", answering(200), { maxReplyBytes: 8 }],
];

/** The error of each class, by the class's name. */
export const everyError = async (threadline) => {
  const rejection = (promise) =>
    promise.then(
      () => undefined,
      (error) => error,
    );
  const client = (fetch, options) =>
    new threadline.Heymarket({
      apiKey: "key",
      fetch,
      maxRetries: 0,
      rateLimit: false,
      dangerouslyAllowBrowser: true,
      ...options,
    });
  const errors = {};
  for (const [name, fetch, options, input = { id: 9920 }] of CALLS) {
    errors[name] = await rejection(client(fetch, options).getConversation(input));
  }
  errors.OutcomeUnknownError = await rejection(
    client(losing).sendMessage({
      inboxId: 1,
      creatorId: 2,
      phoneNumber: "15555550101",
      text: "Hi",
    }),
  );
  errors.WebhookVerificationError = await rejection(
    threadline.parseHeymarketWebhook('{"token":"another"}', { token: "the-token-of-the-webhook" }),
  );
  // A fault of the package is not to be had on demand.
  errors.InternalError = new threadline.InternalError("a fault", { operation: "getConversation" });
  for (const [name, error] of Object.entries(errors)) {
    if (!(error instanceof threadline[name])) throw new Error(`no ${name}`, { cause: error });
  }
  return errors;
};

const isObject = (value) => typeof value === "object" && value !== null;

const plain = (value) => (value instanceof Date ? { date: value.toISOString() } : value);

const fieldsOf = (error) =>
  Object.fromEntries(
    FIELDS.filter((field) => error[field] !== undefined).map((field) => [
      field,
      plain(error[field]),
    ]),
  );

const causeOf = ({ cause }) => {
  if (cause === undefined) return undefined;
  if (!isObject(cause)) return { text: String(cause) };
  const { name, message, code } = cause;
  return { name, message, code, cause: causeOf(cause) };
};

/** All that an error tells, as plain JSON. */
export const summary = (error) => ({
  name: error.name,
  message: error.message,
  fields: fieldsOf(error),
  cause: causeOf(error),
});

const KNOWN = new Set([...FIELDS, "name", "message", "cause", "stack", "line", "column"]);
// Where an engine made an error.
for (const name of ["sourceURL", "fileName", "lineNumber", "columnNumber"]) KNOWN.add(name);

/** The guards that know a value, by name. */
const guardsOf = (threadline, value) =>
  Object.keys(threadline).filter(
    (name) => /^is[A-Z]\w+Error$/.test(name) && threadline[name](value),
  );

const rebuilt = (threadline, value) => {
  const error = threadline.errorFrom(value);
  if (error === undefined) return undefined;
  const classes = Object.keys(threadline).filter(
    (name) => /^[A-Z]\w+Error$/.test(name) && error instanceof threadline[name],
  );
  return { ...summary(error), classes, guards: guardsOf(threadline, error) };
};

/** What arrived on the other side of a border. */
export const arrival = (threadline, value) => ({
  kind: value instanceof Error ? "an `Error`" : isObject(value) ? "a plain object" : "nothing",
  ...(isObject(value) && summary(value)),
  added: isObject(value) ? Object.keys(value).filter((key) => !KNOWN.has(key)) : [],
  hasBody: isObject(value) && String(value.body).includes(PRIVATE),
  showsBody: isObject(value) && JSON.stringify([value, { ...value }]).includes(PRIVATE),
  guards: guardsOf(threadline, value),
  rebuilt: rebuilt(threadline, value),
});

/** For the side that sends: what each error tells. */
export const sentOf = (errors) =>
  Object.fromEntries(
    Object.entries(errors).map(([name, error]) => [
      name,
      { sent: summary(error), hadBody: String(error.body).includes(PRIVATE) },
    ]),
  );

/** For each class, what was sent and what arrived: as the error itself, and as what its `toJSON` gives. */
export const crossings = async (sent, arrived, json) => {
  const rows = [];
  for (const name of Object.keys(sent)) {
    rows.push({ name, ...sent[name], arrived: await arrived(name), json: await json?.(name) });
  }
  return rows;
};

/** `cross(value)` resolves with what `arrival` says on the other side. */
export const crossingsOf = (errors, cross) =>
  crossings(
    sentOf(errors),
    (name) => cross(errors[name]),
    (name) => cross(errors[name].toJSON()),
  );

/** What is not one of threadline's errors, however much it looks like one. */
const foreign = () => {
  const throwing = () => {
    throw new Error("on purpose");
  };
  const traps = ["get", "has", "getPrototypeOf", "ownKeys", "getOwnPropertyDescriptor"];
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  const openai = Object.assign(new Error("no such model"), {
    ...{ status: 404, code: "not_found", type: "invalid_request_error", requestID: "req_1" },
  });
  return {
    null: null,
    undefined: undefined,
    "a text": "NotFoundError",
    "a number": 404,
    "a symbol": Symbol("NOT_FOUND"),
    "a function": () => "NOT_FOUND",
    "an empty object": {},
    "an empty list": [],
    "an Error": new Error("x"),
    "a TypeError": new TypeError("x"),
    "a DOMException": new DOMException("x", "NotFoundError"),
    "a timeout's DOMException": new DOMException("x", "TimeoutError"),
    "an AbortError": new DOMException("x", "AbortError"),
    "what a timeout's DOMException looks like as JSON": { name: "TimeoutError", code: 23 },
    "an error of another client": openai,
    "an error of another client, as JSON": { ...openai, name: "NotFoundError", message: "x" },
    "an error of Node's": Object.assign(new Error("x"), { code: "ECONNRESET", syscall: "read" }),
    "a name alone": { name: "NotFoundError", message: "x" },
    "a code alone": { code: "NOT_FOUND" },
    "a code, and whether to retry": { code: "TIMEOUT", retryable: true },
    "a name and a code": { name: "NotFoundError", code: "NOT_FOUND" },
    "the name of one class and the code of another": {
      ...{ name: "NotFoundError", code: "TIMEOUT", retryable: true, message: "x" },
    },
    "a name and a code that belong to no class": {
      ...{ name: "TeapotError", code: "TEAPOT", retryable: false, message: "x" },
    },
    "`retryable` as a text": { name: "NotFoundError", code: "NOT_FOUND", retryable: "false" },
    "the base class's name": { name: "ThreadlineError", retryable: false, message: "x" },
    "a name that every object inherits": {
      name: "constructor",
      code: "toString",
      retryable: false,
    },
    "a getter that throws": {
      get name() {
        return throwing();
      },
    },
    "a revoked Proxy": revoked.proxy,
    ...Object.fromEntries(
      traps.map((trap) => [`a Proxy whose ${trap} throws`, new Proxy({}, { [trap]: throwing })]),
    ),
    "a Proxy of an Error whose get throws": new Proxy(new Error("x"), { get: throwing }),
    "a Proxy that has everything and gives nothing": new Proxy(
      {},
      { has: () => true, get: throwing },
    ),
    // What libraries for test doubles make.
    "a Proxy that has everything": new Proxy(() => {}, {
      has: () => true,
      get: (target, name) => (name === Symbol.toPrimitive ? () => "" : target),
    }),
  };
};

/** The foreign values that a guard or `errorFrom` takes for an error of threadline, or throws at. */
export const takenForOurs = (threadline, more) => {
  const taken = [];
  for (const [what, value] of Object.entries({ ...foreign(), ...more })) {
    try {
      const guards = guardsOf(threadline, value);
      if (guards.length > 0) taken.push(`${what}: ${guards}`);
      if (threadline.errorFrom(value) !== undefined) taken.push(`${what}: errorFrom`);
    } catch (error) {
      taken.push(`${what}: ${error}`);
    }
  }
  return taken;
};
