// One call as Rust sees it: what to send, and whatever must never hang or leak.

import { build, decode } from "./build.js";
import { AuthenticationError } from "./errors.js";
import { failure } from "./failure.js";
import { check, isCredential, refuse } from "./options.js";
import { stringify } from "./stringify.js";

const OPTIONS = ["signal", "timeoutMs", "headers", "raw"];

/** What `race` rejects with; `stopped` says why. */
export const STOP = Symbol("stopped");

const TIMED_OUT = 1;
export const ABORTED = 2;

export class Call {
  stopped = 0;
  signal; // of the attempt under way

  #credential;
  #timeoutMs;
  #caller; // the caller's signal
  #raw;
  #attempt; // its AbortController
  #timer;
  #interrupt; // rejects what Rust awaits at present
  #response;
  #text;

  constructor(settings, operation, input, options = {}) {
    const { headers = [], raw, signal, timeoutMs = settings.timeoutMs } = check(options, OPTIONS);
    this.operation = operation;
    this.input = stringify(input);
    this.baseUrl = settings.baseUrl;
    this.fetch = settings.fetch ?? globalThis.fetch;
    this.maxReplyBytes = settings.maxReplyBytes;
    // A header of the call replaces the client's of the same name.
    const names = new Set(headers.map(([name]) => name));
    this.headers = [...settings.headers.filter(([name]) => !names.has(name)), ...headers];
    this.credentialHeader = settings.credentialHeader;
    this.#credential = settings.credential;
    this.#timeoutMs = timeoutMs;
    this.#caller = signal;
    this.#raw = raw;
  }

  /** Starts an attempt: from now on it ends by itself, in time or when the caller aborts. */
  begin() {
    this.end();
    this.stopped = 0;
    this.#attempt = new AbortController();
    this.signal = this.#attempt.signal;
    this.#timer = setTimeout(() => this.#stop(TIMED_OUT), this.#timeoutMs);
    this.#caller?.addEventListener("abort", this.#abort);
    if (this.aborted) this.#abort();
  }

  /** Leaves nothing behind. A body that was not read to its end is cancelled. */
  end(read) {
    clearTimeout(this.#timer);
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

  async authorization() {
    let credential;
    try {
      credential = await this.#credential();
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

  received(response) {
    this.#response = response;
  }

  build(tape, bytes, word, payload) {
    if (this.#raw) this.#text = decode(bytes);
    return build(tape, bytes, word, payload);
  }

  fail(json, cause) {
    return failure(JSON.parse(json), cause);
  }

  /** What the caller gets for `data`. */
  result(data) {
    if (!this.#raw) return data;
    const { status, headers } = this.#response;
    const all = {};
    headers.forEach?.((value, name) => {
      all[name] = value;
    });
    return { data, status, headers: all, requestId: headers.get("x-request-id"), body: this.#text };
  }
}
