// The module of the fake services, as wasm-bindgen exposes it.

import type { Ended } from "./plan.ts";

/** What a request leads to. */
interface Outcome {
  /** A `Plan` without its body, as JSON. */
  head(): string;
  body(): Uint8Array<ArrayBuffer>;
  free(): void;
}

export interface Fakes {
  /** `headers` are name-value pairs as JSON, `atMs` the age of the services, `nowMs` the time of day. */
  request(
    method: string,
    target: string,
    headers: string,
    body: Uint8Array,
    atMs: number,
    nowMs: number,
  ): Outcome;
  /** Notes what became of a response. */
  answered(number: number, ended: Ended, bytes: number): void;
  /** What tests do to the services: JSON of a status and of a text. */
  control(method: string, action: string, body: string): string;
}

interface FakesClass {
  new (): Fakes;
  /** The credentials that the services accept, as JSON. */
  credentials(): string;
}

export interface Glue {
  initialize(options: { module_or_path: WebAssembly.Module }): Promise<unknown>;
  readonly Fakes: FakesClass;
}
