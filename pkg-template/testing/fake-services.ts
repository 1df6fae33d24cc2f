// Both fake services in this process: what a test holds in its hands.

import { dayNow } from "../common/clock.ts";
import { answer } from "./answer.ts";
import { requestOf } from "./request.ts";

export class FakeServices {
  /** The API keys that the services take. */
  keys;
  /** Heymarket's API secrets. */
  secrets;

  #fakes;
  #began = performance.now();

  constructor(fakes, { keys, secrets }) {
    this.#fakes = fakes;
    this.keys = keys;
    this.secrets = secrets;
  }

  /** Give this to a client in the place of the global `fetch`: it takes whatever that takes. */
  fetch = async (input, init) => {
    const { method, url, headers, body, signal } = await requestOf(input, init);
    const { pathname, search } = new URL(url);
    const outcome = this.#fakes.request(
      method,
      pathname + search,
      JSON.stringify(headers),
      body,
      performance.now() - this.#began,
      dayNow(),
    );
    const plan = { ...JSON.parse(outcome.head()), body: outcome.body() };
    outcome.free();
    const ended = (how, bytes) => this.#fakes.answered(plan.number, how, bytes);
    // Awaited here: Workers call the rejection of a promise that another one takes up unhandled.
    return await answer(plan, signal, ended);
  };

  /** Scripts what goes wrong, a list for each operation. */
  faults(script) {
    this.#control("POST", "faults", script ?? null);
  }

  /** Nothing goes wrong any more. */
  clearFaults() {
    this.#control("DELETE", "faults");
  }

  /** Changes how the services behave where their documents leave a choice. */
  options(changes = {}) {
    return this.#control("POST", "options", changes);
  }

  /** What arrived, in order, and what became of the answers. */
  requests() {
    return this.#control("GET", "requests");
  }

  /** Forgets what arrived. */
  clearRequests() {
    this.#control("DELETE", "requests");
  }

  /** Forgets all that was done, scripted and noted; the options stay. */
  reset() {
    this.#control("POST", "reset");
  }

  #control(method, action, body = {}) {
    const reply = this.#fakes.control(method, action, JSON.stringify(body) ?? "");
    const [status, text] = JSON.parse(reply);
    const value = text && JSON.parse(text);
    if (status < 400) return value;
    throw new TypeError(`fakeServices: ${value.error}`);
  }
}
