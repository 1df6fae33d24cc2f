// One call as Rust sees it: what to send, and whatever must never hang or leak.

import { build, decode } from "./build.js";
import { AuthenticationError } from "./errors.js";
import { failure } from "./failure.js";
import { isCredential, refuse } from "./options.js";

/** What `race` rejects with; `stopped` says why. */
export const STOP = Symbol("stopped");

const TIMED_OUT = 1;
export const ABORTED = 2;

export class Call {
  stopped = 0;
  sent = false;
  signal; // of the attempt under way

  #settings;
  #name;
  #options;
  #caller; // the caller's signal
  #deadline;
  #attempts = 0;
  #attempt; // its AbortController
  #timer;
  #wake; // the timer of a pause
  #interrupt; // rejects what Rust awaits at present
  #since; // when the request was sent
  #response;
  #text;

  constructor(settings, operation, name, input, options) {
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
    this.#caller = options.signal;
    this.#deadline = this.now() + this.#options.deadlineMs;
    // A header of the call replaces the client's of the same name.
    const { headers = [] } = options;
    const names = new Set(headers.map(([name]) => name));
    this.headers = [...settings.headers.filter(([name]) => !names.has(name)), ...headers];
  }

  now() {
    return performance.now();
  }

  get remainingMs() {
    return this.#deadline - this.now();
  }

  /** Starts an attempt: from now on it ends by itself, in time or when the caller aborts. */
  begin(limitMs = this.#options.timeoutMs) {
    this.end();
    this.stopped = 0;
    this.sent = false;
    this.#attempt = new AbortController();
    this.signal = this.#attempt.signal;
    const timeMs = Math.min(limitMs, this.remainingMs);
    this.#timer = setTimeout(() => this.#stop(TIMED_OUT), timeMs);
    this.#caller?.addEventListener("abort", this.#abort);
    if (this.aborted) this.#abort();
    else if (timeMs <= 0) this.#stop(TIMED_OUT);
  }

  /** Leaves nothing behind. A body that was not read to its end is cancelled. */
  end(read) {
    clearTimeout(this.#timer);
    clearTimeout(this.#wake);
    this.#caller?.removeEventListener("abort", this.#abort);
    if (!read) this.#attempt?.abort();
    this.#attempt = undefined;
  }

  #abort = () => this.#stop(ABORTED);

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
      if (this.stopped) this.#interrupt();
      Promise.resolve(promise)
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

  async authorization() {
    let credential;
    try {
      credential = await this.#settings.credential();
    } catch (cause) {
      throw new AuthenticationError("token() failed: its error is the cause of this one", {
        cause,
      });
    }
    if (!isCredential(credential))
      refuse("token", "must return a non-empty string of visible characters");
    return this.credentialHeader === "authorization" ? `Bearer ${credential}` : credential;
  }

  get aborted() {
    return this.#caller?.aborted;
  }

  /** What an aborted call rejects with: the caller's own reason, whatever it is. */
  reason() {
    return this.#caller.reason;
  }

  /** Nobody waits for it, and its rejection is nobody's. */
  forget(promise) {
    Promise.resolve(promise).catch(() => {});
  }

  /** Tells an observer; what it makes of it changes nothing. */
  #tell(observer, event) {
    if (!observer) return;
    try {
      this.forget(observer({ operation: this.#name, attempt: this.#attempts, ...event }));
    } catch {}
  }

  send(request) {
    this.sent = true;
    this.#attempts++;
    this.#since = this.now();
    this.#tell(this.#settings.onRequest, { method: request.method });
    const fetch = this.#settings.fetch ?? globalThis.fetch;
    return fetch(request);
  }

  received(response) {
    this.#response = response;
    this.#tell(this.#settings.onResponse, {
      status: response.status,
      requestId: response.headers.get("x-request-id"),
      durationMs: this.now() - this.#since,
    });
  }

  again(delayMs, kind) {
    this.#tell(this.#settings.onRetry, { delayMs, code: kind.toUpperCase() });
  }

  build(tape, bytes, word, payload) {
    if (this.#options.raw) this.#text = decode(bytes);
    return build(tape, bytes, word, payload);
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
