// What every runtime and every bundler's output does with the package: bundled into each project as
// `tour.mjs` and `tour.cjs`, so that the project imports the package itself, as a user would.

import { ACCEPTED, tryCredentials } from "../../runtimes/support/credentials.mjs";
import { tourFakes } from "../../runtimes/support/tour-fakes.mjs";
import * as tours from "../../runtimes/support/tours.mjs";

export * from "./borders.mjs";

const { TOURS, tour } = tours;

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
  operations: tours.EXPECTED,
  untried: [],
  error: [true, true],
  abort: "with the caller's reason",
  unreachable: ["CONNECTION", false],
};

/** What `threadline/testing` is for: every operation once, an error that is scripted, and an abort. */
export const visitFakes = async (threadline, { fakeServices }) => {
  const fake = await fakeServices();
  const client = (service, apiKey) =>
    new threadline[service]({ apiKey, fetch: fake.fetch, dangerouslyAllowBrowser: true });
  fake.faults({
    "qlara.reply": [{ sending: "resetAfter" }],
    "heymarket.countConversations": [{ sending: "stall" }],
  });
  const error = await client("Qlara", fake.keys.qlara)
    .reply({ chatId: "810006", message: "Hi" })
    .catch((error) => error);
  const controller = new AbortController();
  setTimeout(() => controller.abort("enough"));
  const abort = await client("Heymarket", fake.keys.heymarket)
    .countConversations({}, { signal: controller.signal })
    .catch((reason) => reason);
  return {
    operations: await tourFakes({ ...threadline, fakeServices }),
    error: [error.code, threadline.isOutcomeUnknownError(error)],
    abort,
    arrived: fake.requests().map(({ operation, answer }) => [operation, answer?.ended]),
  };
};

/** What must come out of that. */
export const EXPECTED_OF_FAKES = {
  operations: tours.EXPECTED,
  error: ["OUTCOME_UNKNOWN", true],
  abort: "enough",
  arrived: [
    ["reply", "reset"],
    ["countConversations", "clientGone"],
  ],
};

/** For a page: what the test gave to its address. */
export const services = (address) => JSON.parse(new URL(address).searchParams.get("services"));

/** For a page: leaves what came out where the test looks for it. */
export const visitFromPage = (threadline) => {
  globalThis.report = visit(threadline, services(location));
};

/** For a page: the same with the services of `threadline/testing`. */
export const visitFakesFromPage = (threadline, testing) => {
  globalThis.report = visitFakes(threadline, testing);
};

/** For a worker of a page, of either kind: sends its report to the port that came with the services. */
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

/** Aborts after the response has begun and before it is handed over: no clock is involved. */
const aborted = async (client) => {
  const controller = new AbortController();
  const reason = new Error("enough");
  const fetch = async (url, init) => {
    const reply = await globalThis.fetch(url, init);
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
