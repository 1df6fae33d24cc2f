// One call as Rust sees it: what to send, and whatever must never hang or leak.

import { build, decode } from "./build.js";
import { AuthenticationError } from "./errors.js";
import { failure } from "./failure.js";
import { listen } from "./listen.js";
import { isCredential, refuse } from "./options.js";

let calls = 0;

// How long a token that is being made is waited for by calls that come later, in milliseconds.
const JOIN_TOKEN = 1_000;

// After so many promises everything else has its turn.
const BREATH = 256;

const unhurried = async (promise) => {
  const [value] = await Promise.all([promise, new Promise((go) => setTimeout(go))]);
  return value;
};

/** What `race` rejects with; `stopped` says why. */
export const STOP = Symbol("stopped");

const TIMED_OUT = 1;
export const ABORTED = 2;

export class Call {
  stopped = 0;
  sent = false;
  signal; // of the attempt under way
  attempts = 0;

  #settings;
  #name;
  #options;
  #deaf = () => {}; // listens to the caller's signal no more
  #aborted = false;
  #deadline;
  #attempt; // its AbortController
  #limit; // when the attempt ends, unless the deadline comes first
  #timer;
  #wake; // the timer of a pause
  #interrupt; // rejects what Rust awaits at present
  #until; // when the attempt ends
  #races = 0;
  #jobs = []; // for the caller's context
  #ring = () => {};
  #closed = false;
  #since; // when the request was sent
  #sentToken; // made of a secret
  #response;
  #text;

  constructor(settings, operation, name, input, options) {
    this.id = calls = (calls + 1) >>> 0;
    this.operation = operation;
    this.input = input;
    this.baseUrl = settings.baseUrl;
    this.maxReplyBytes = settings.maxReplyBytes;
    this.client = settings.numbers;
    this.credentialHeader = settings.credentialHeader;
    this.renewable = settings.renewable;
    this.#settings = settings;
    this.#name = name;
    this.#options = { ...settings, ...options };
    this.maxRetries = this.#options.maxRetries;
    this.prolong();
    // A header of the call replaces the client's of the same name.
    const { headers = [] } = options;
    const names = new Set(headers.map(([name]) => name));
    this.headers = [...settings.headers.filter(([name]) => !names.has(name)), ...headers];
    this.#serve();
  }

  // Rust runs all calls in one queue, and so in the asynchronous context (a request's, a trace's) of
  // whoever filled it first. This loop began in the caller's context and goes on in it: here runs
  // what is the caller's own.
  async #serve() {
    while (!this.#closed) {
      for (const job of this.#jobs.splice(0)) job();
      await new Promise((ring) => {
        this.#ring = ring;
      });
    }
  }

  /** What `job` gives, in the caller's context. */
  #there(job) {
    return new Promise((resolve, reject) => {
      this.#jobs.push(() => {
        try {
          // At once, and not when `resolve` would: Workers call a rejection unhandled before that.
          Promise.resolve(job()).then(resolve, reject);
        } catch (error) {
          reject(error);
        }
      });
      this.#ring();
    });
  }

  now() {
    return performance.now();
  }

  /** The whole time that a call has, from now on. */
  prolong() {
    this.#deadline = this.now() + this.#options.deadlineMs;
    if (this.#attempt) this.#schedule();
  }

  get remainingMs() {
    return this.#deadline - this.now();
  }

  /** Listens to the caller's signal. It is the caller's own: whatever it throws is thrown here. */
  open() {
    const { signal } = this.#options;
    if (signal?.aborted) throw signal.reason;
    if (signal) this.#deaf = listen(signal, this.#abort);
  }

  /** Leaves nothing behind. */
  close() {
    this.end();
    this.#closed = true;
    this.#ring();
    this.#deaf();
  }

  /** Starts an attempt: from now on it ends by itself, in time or when the caller aborts. */
  begin(limitMs = this.#options.timeoutMs) {
    this.end();
    this.stopped = 0;
    this.sent = false;
    this.#attempt = new AbortController();
    this.signal = this.#attempt.signal;
    this.#limit = this.now() + limitMs;
    this.#schedule();
    if (this.#aborted) this.#stop(ABORTED);
    else if (this.now() >= this.#until) this.#stop(TIMED_OUT);
  }

  #schedule() {
    clearTimeout(this.#timer);
    this.#until = Math.min(this.#limit, this.#deadline);
    this.#timer = setTimeout(() => this.#stop(TIMED_OUT), this.#until - this.now());
  }

  /** Ends an attempt. A body that was not read to its end is cancelled. */
  end(read) {
    clearTimeout(this.#timer);
    clearTimeout(this.#wake);
    if (!read) this.#attempt?.abort();
    this.#attempt = undefined;
  }

  #abort = () => {
    this.#aborted = true;
    this.#stop(ABORTED);
  };

  #stop(why) {
    this.stopped = why;
    this.#interrupt?.();
    this.end();
  }

  /** Settles as `promise` does, or rejects once the attempt is stopped, even if `promise` never settles. */
  race(promise) {
    return new Promise((resolve, reject) => {
      let late = false;
      this.#interrupt = () => {
        late = true;
        reject(STOP);
      };
      // Promises that are ready at once, one after the other, would keep every timer from firing.
      if (!this.stopped && this.now() > this.#until) this.#stop(TIMED_OUT);
      else if (this.stopped) this.#interrupt();
      (++this.#races % BREATH ? Promise.resolve(promise) : unhurried(promise))
        .then((value) => {
          resolve(value);
          // Nobody reads a reply that comes too late, and an unread body keeps its connection.
          return late && value?.body?.cancel();
        })
        .catch(reject);
    });
  }

  /** Waits, but not longer than the caller wants. */
  pause(ms) {
    this.begin(Number.POSITIVE_INFINITY);
    return this.race(
      new Promise((resolve) => {
        this.#wake = setTimeout(resolve, ms);
      }),
    );
  }

  /** In a page, one token for all calls that need one at the same time. */
  #token() {
    const settings = this.#settings;
    const { making } = settings;
    if (making && this.now() - making.since < JOIN_TOKEN) return making.token;
    const token = this.#there(() => settings.credential());
    if (settings.renewable && settings.shared) {
      const mine = { token, since: this.now() };
      settings.making = mine;
      const made = () => {
        if (settings.making === mine) settings.making = undefined;
      };
      token.then(made, made);
    }
    return token;
  }

  /** The secret that a token is to be made of before this call goes on. */
  get secret() {
    return this.#settings.tokens?.secret;
  }

  keep(token) {
    this.#settings.tokens.keep(token);
  }

  /** The service refused what this call was sent with. */
  renew() {
    this.#settings.tokens?.refuse(this.#sentToken);
  }

  async authorization() {
    if (this.#settings.tokens) {
      this.#sentToken = this.#settings.tokens.token;
      return `Bearer ${this.#sentToken}`;
    }
    let credential;
    try {
      credential = await this.#token();
    } catch (cause) {
      throw new AuthenticationError("token() failed: its error is the cause of this one", {
        cause,
      });
    }
    if (!isCredential(credential))
      refuse("token", "must return a non-empty string of visible characters");
    return this.credentialHeader === "authorization" ? `Bearer ${credential}` : credential;
  }

  /** What an aborted call rejects with: the caller's own reason, whatever it is. */
  reason() {
    return this.#options.signal.reason;
  }

  /** Nobody waits for it, and its rejection is nobody's. */
  forget(promise) {
    new Promise((resolve) => resolve(promise)).catch(() => {});
  }

  /** Tells an observer; what it makes of it changes nothing. */
  #tell(observer, event) {
    if (!observer) return;
    const attempt = this.attempts;
    this.forget(this.#there(() => observer({ operation: this.#name, attempt, ...event() })));
  }

  send(request) {
    this.sent = true;
    this.attempts++;
    this.#since = this.now();
    this.#tell(this.#settings.onRequest, () => ({ method: request.method }));
    const fetch = this.#settings.fetch ?? globalThis.fetch;
    return this.#there(() => {
      if (this.stopped) throw STOP;
      return fetch(request);
    });
  }

  received(response) {
    this.#response = response;
    const durationMs = this.now() - this.#since;
    this.#tell(this.#settings.onResponse, () => ({
      status: response.status,
      requestId: response.headers.get("x-request-id"),
      durationMs,
    }));
  }

  /** Nobody reads the body. */
  cancel(response) {
    this.forget(new Promise((resolve) => resolve(response.body?.cancel())));
  }

  again(delayMs, kind) {
    this.#tell(this.#settings.onRetry, () => ({ delayMs, code: kind.toUpperCase() }));
  }

  build(tape, bytes, word, payload) {
    if (this.#options.raw) this.#text = decode(bytes);
    return build(tape, bytes, word, payload);
  }

  /** For one of those who wait for a call that goes on for others. */
  late() {
    const message = "no whole reply came within deadlineMs";
    const { attempts } = this;
    return failure({ kind: "timeout", message, operation: this.#name, attempts });
  }

  fail(json, cause) {
    return failure(JSON.parse(json), cause);
  }

  /** What the caller gets for `data`. */
  result(data) {
    if (!this.#options.raw) return data;
    const { status, headers } = this.#response;
    const all = {};
    headers.forEach((value, name) => {
      all[name] = value;
    });
    return { data, status, headers: all, requestId: headers.get("x-request-id"), body: this.#text };
  }
}
