// Both fake services in this process: what a test has in its hands.

import { timeOfDay } from "../common/clock.ts";
import type { ArrivedRequest, FakeServices as Declared, FaultScript } from "../types/testing.d.ts";
import { answer } from "./answer.ts";
import type { Fakes } from "./glue.ts";
import type { Ended, Plan } from "./plan.ts";
import { requestOf } from "./request.ts";

type Credentials = Pick<Declared, "keys" | "secrets">;

export class FakeServices implements Omit<Declared, "fetch"> {
  /** The API keys that the services accept. */
  readonly keys: Declared["keys"];
  /** Heymarket's API secrets. */
  readonly secrets: Declared["secrets"];

  #fakes: Fakes;
  #began = performance.now();

  constructor(fakes: Fakes, { keys, secrets }: Credentials) {
    this.#fakes = fakes;
    this.keys = keys;
    this.secrets = secrets;
  }

  /** Give this to a client in the place of the global `fetch`: it accepts the same arguments. */
  fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const { method, url, headers, body, signal } = await requestOf(input, init);
    const { pathname, search } = new URL(url);
    const outcome = this.#fakes.request(
      method,
      pathname + search,
      JSON.stringify(headers),
      body,
      performance.now() - this.#began,
      timeOfDay(),
    );
    const plan: Plan = { ...JSON.parse(outcome.head()), body: outcome.body() };
    outcome.free();
    const ended = (how: Ended, bytes: number) => this.#fakes.answered(plan.number, how, bytes);
    // Awaited here: Workers report the rejection of a promise that another one takes up as unhandled.
    return await answer(plan, signal, ended);
  };

  /** Scripts what goes wrong, a list for each operation. */
  faults(script: FaultScript): void {
    this.#control("POST", "faults", script ?? null);
  }

  /** Nothing goes wrong any more. */
  clearFaults(): void {
    this.#control("DELETE", "faults");
  }

  /** Changes how the services behave where their documents leave a choice. */
  options(changes = {}): object {
    return this.#control("POST", "options", changes) as object;
  }

  /** What arrived, in order, and what became of the responses. */
  requests(): ArrivedRequest[] {
    return this.#control("GET", "requests") as ArrivedRequest[];
  }

  /** Forgets what arrived. */
  clearRequests(): void {
    this.#control("DELETE", "requests");
  }

  /** Forgets everything that was done, scripted and noted; the options stay. */
  reset(): void {
    this.#control("POST", "reset");
  }

  #control(method: string, action: string, body: unknown = {}): unknown {
    const response = this.#fakes.control(method, action, JSON.stringify(body) ?? "");
    const [status, text] = JSON.parse(response);
    const value = text && JSON.parse(text);
    if (status < 400) return value;
    throw new TypeError(`fakeServices: ${value.error}`);
  }
}
