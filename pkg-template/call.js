// One call: its clocks and signals, its credential, its observers. Whatever must never hang or leak.

import { forget, promised } from "./bytes.js";
import { AuthenticationError } from "./errors.js";
import { failure } from "./failure.js";
import { listen } from "./listen.js";
import { isCredential, refuse } from "./options.js";

// How long a token that is being made is waited for by calls that come later, in milliseconds.
const JOIN_TOKEN = 1_000;

// After so many promises everything else has its turn.
const BREATH = 256;

const unhurried = async (promise) => {
  const [value] = await Promise.all([promise, new Promise((go) => setTimeout(go))]);
  return value;
};

/** What a call that the deadline ends says. */
export const LATE = "no whole reply came within deadlineMs";

/** What `race` rejects with; `stopped` says why. */
export const STOP = Symbol("stopped");

export const TIMED_OUT = 1;
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
  #interrupt; // rejects what is awaited at present
  #until; // when the attempt ends
  #races = 0;
  #since; // when the request was sent
  #sentToken; // made of a secret
  #response;
  #text;

  /** `enter` runs a function with the module's instance. */
  constructor(settings, operation, name, input, options, enter) {
    this.operation = operation;
    this.input = input;
    this.enter = enter;
    this.baseUrl = settings.baseUrl;
    this.maxReplyBytes = settings.maxReplyBytes;
    this.numbers = settings.numbers;
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
    if (signal) this.#deaf = listen(signal, this.abandon);
  }

  /** Leaves nothing behind. */
  close() {
    this.end();
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

  /** Nobody waits for it any more: its caller has aborted. */
  abandon = () => {
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
    const token = promised(() => settings.credential());
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

  /** The service refused what this call was sent with. */
  renew() {
    this.#settings.tokens?.refuse(this.#sentToken);
  }

  /** The value of the header that carries the credential. */
  async authorization() {
    const { tokens } = this.#settings;
    if (tokens) {
      const { secret } = tokens;
      if (secret) tokens.keep(this.enter(({ sign }) => sign(...secret, Date.now() / 1_000)));
      this.#sentToken = tokens.token;
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
    return this.#options.signal?.reason;
  }

  /** Tells an observer; what it makes of it changes nothing. */
  #tell(observer, event) {
    if (!observer) return;
    const { attempts: attempt } = this;
    forget(() => observer({ operation: this.#name, attempt, ...event() }));
  }

  /** The promise of a response. An injected `fetch` gets a Request. */
  send(url, init) {
    this.sent = true;
    this.attempts++;
    this.#since = this.now();
    this.#tell(this.#settings.onRequest, () => ({ method: init.method }));
    const { fetch } = this.#settings;
    // Called with no receiver: the platform's own refuses any other.
    const platform = globalThis.fetch;
    return fetch ? fetch(new Request(url, init)) : platform(url, init);
  }

  /** The head of a reply is there. */
  received(response, requestId) {
    this.#response = response;
    const durationMs = this.now() - this.#since;
    this.#tell(this.#settings.onResponse, () => ({
      status: response.status,
      requestId,
      durationMs,
    }));
  }

  again(delayMs, kind) {
    this.#tell(this.#settings.onRetry, () => ({ delayMs, code: kind.toUpperCase() }));
  }

  /** Keeps the reply's text for callers who want it raw. */
  keepText(pieces) {
    if (!this.#options.raw) return;
    const decoder = new TextDecoder();
    this.#text = pieces.map((piece) => decoder.decode(piece, { stream: true })).join("");
  }

  /** The error that the call ends with. */
  failed(details, cause) {
    const { attempts } = this;
    return failure({ ...details, operation: this.#name, attempts }, cause);
  }

  /** For one of those who wait for a call that goes on for others. */
  late() {
    return this.failed({ kind: "timeout", message: LATE });
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
