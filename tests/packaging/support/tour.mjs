// What every runtime and every bundler's output does with the package: bundled into each project as
// `tour.mjs` and `tour.cjs`, so that the project imports the package itself, as a user would.

import { ACCEPTED, tryCredentials } from "../../runtimes/support/credentials.mjs";
import { TOURS, tour } from "../../runtimes/support/tours.mjs";

/** The first call, every credential, every operation once, an error and an abort; what came out, as plain JSON. */
export const visit = async (threadline, { url, keys, secrets }) => {
  const client = (service, more) =>
    new threadline[service]({
      apiKey: keys[service],
      baseUrl: url,
      dangerouslyAllowBrowser: true,
      ...more,
    });
  const first = await client("Heymarket").countConversations();
  const credentials = await tryCredentials(threadline.Heymarket, {
    key: keys.Heymarket,
    secrets,
    baseUrl: url,
  });
  const operations = {};
  const untried = [];
  for (const service of Object.keys(TOURS)) {
    const [api, called] = watched(client(service));
    operations[service] = await tour(service, api);
    untried.push(...methods(api).filter((name) => !called.has(name)));
  }
  const error = await client("Heymarket")
    .getConversation({ id: 1 })
    .catch((error) => error);
  return {
    first,
    credentials,
    operations,
    untried,
    error: [error instanceof threadline.NotFoundError, threadline.isNotFoundError(error)],
    abort: await aborted(client),
    unreachable: await unreachable(client),
  };
};

/** What must come out. */
export const EXPECTED = {
  first: 300,
  credentials: ACCEPTED,
  operations: Object.fromEntries(
    Object.entries(TOURS).map(([service, steps]) => [
      service,
      Object.fromEntries(steps.map(([name, , expected]) => [name, expected])),
    ]),
  ),
  untried: [],
  error: [true, true],
  abort: "with the caller's reason",
  unreachable: ["CONNECTION", false],
};

/** For a page: what the test gave to its address. */
export const services = (address) => JSON.parse(new URL(address).searchParams.get("services"));

/** For a page: leaves what came out where the test looks for it. */
export const visitFromPage = (threadline) => {
  globalThis.report = visit(threadline, services(location));
};

/** For a worker of a page, of either kind: answers to the port that came with the services. */
export const visitFromWorker = (threadline) => {
  addEventListener("message", (event) => {
    const [port] = event.ports;
    const answered = visit(threadline, event.data).then((report) => port.postMessage(report));
    // Only a service worker would be ended before it is done.
    event.waitUntil?.(answered);
  });
};

/** All that an error and its causes hold. */
const allOf = (error) => {
  if (!error || typeof error !== "object") return `${error}`;
  const own = Object.getOwnPropertyNames(error).filter((name) => name !== "cause");
  const held = own.map((name) => `${name}: ${error[name]}`);
  return [error.message, error.stack, ...held, allOf(error.cause)].join("\n");
};

/** What a call ends with where nobody listens, and whether the number in its URL can be seen in it. */
const unreachable = async (client) => {
  const phoneNumber = "15555559999";
  const error = await client("Heymarket", { baseUrl: "http://127.0.0.1:9", maxRetries: 0 })
    .listMessages({ inboxId: 2222, phoneNumber })
    .catch((error) => error);
  return [error.code, allOf(error).includes(phoneNumber)];
};

/** Aborts when the request is on its way and before the reply is handed over: no clock decides. */
const aborted = async (client) => {
  const controller = new AbortController();
  const reason = new Error("enough");
  const fetch = async (request) => {
    const reply = globalThis.fetch(request);
    // Its rejection is what was asked for; workerd calls it unhandled if it looks for it later.
    reply.catch(() => {});
    await new Promise((go) => setTimeout(go));
    controller.abort(reason);
    return reply;
  };
  return client("Heymarket", { fetch })
    .countConversations({}, { signal: controller.signal })
    .then(
      () => "not at all",
      (error) => (error === reason ? "with the caller's reason" : `with ${error}`),
    );
};

/** The client, and the names of the methods that were called on it. */
const watched = (api) => {
  const called = new Set();
  const get = (target, name) => {
    const member = target[name];
    if (typeof member !== "function") return member;
    return (...args) => {
      called.add(name);
      return member.apply(target, args);
    };
  };
  return [new Proxy(api, { get }), called];
};

const methods = (api) => {
  const names = [];
  for (let at = Object.getPrototypeOf(api); at !== Object.prototype; ) {
    names.push(...Object.getOwnPropertyNames(at).filter((name) => name !== "constructor"));
    at = Object.getPrototypeOf(at);
  }
  return names;
};
