// wasm-bindgen's glue, as a factory of instances.

import type { Imports } from "../imports.ts";

/** What the module exports (src/wasm/). Each call returns at once; results come by way of the imports. */
export interface Exports {
  encode(operation: number, input: string): void;
  read(operation: number, status: number, length: number, reading: number): void;
  decide(
    spent: number,
    outcome: number,
    repeat: number,
    repeated: number,
    inDoubt: boolean,
    maxRetries: number,
    remainingMs: number,
    askedMs: number,
    random: number,
  ): number;
  refund(spent: number): number;
  hide(text: string): void;
  /** Not in the module for pages. */
  readonly prove?: (given: string | undefined, accepted: string) => void;
  /** Not in the module for pages. */
  readonly webhook?: (
    service: number,
    length: number,
    given: string | undefined,
    accepted: string,
    reading: number,
  ) => void;
  readonly memory: WebAssembly.Memory;
}

export declare const instantiate: (module: WebAssembly.Module, imports: Imports) => Exports;
