// The fake services, for your own tests.

import type { FetchInit, Heymarket, HeymarketSecret, Qlara, ResponseLike } from "./index.js";

type Calls<Client> = {
  [Name in keyof Client]: Client[Name] extends (...input: never) => Promise<unknown> ? Name : never;
}[keyof Client] &
  string;

/** An operation, by its service and its function. `assignableUsers` is made of two. */
export type OperationName =
  | `heymarket.${Exclude<Calls<Heymarket>, "assignableUsers">}`
  | `qlara.${Calls<Qlara>}`;

/** What goes wrong with one request. All members combine; an empty fault changes nothing. */
export interface Fault {
  /** Milliseconds until the first byte of the response; at most 120000. */
  delayMs?: number;
  /** The status of the response, 0 to 999. Default: the service's own, or 200 where the body is another one. */
  status?: number;
  /** Headers that replace those of the same names; `null` leaves one out. */
  headers?: [name: string, value: string | null][];
  /** The body, in place of the service's own. Numbers are sizes in bytes, at most 2^28. */
  body?:
    | "empty"
    | "html"
    | "garbage"
    | "truncated"
    | { text: string }
    | { json: unknown }
    | { bytes: number[] }
    | { endless: number }
    | { gzipBomb: number };
  /**
   * How the response is sent: the connection is reset, nothing more comes, each byte takes so many
   * milliseconds. Default: `"whole"`.
   */
  sending?:
    | "whole"
    | "resetBefore"
    | "resetAfter"
    | "resetHalfway"
    | "stall"
    | "stallAfterHeaders"
    | "stallHalfway"
    | "notHttp"
    | { drip: number };
  /**
   * Whether the service does what was requested. Default: `false` where the status is not a success
   * or the request was not read, else `true`.
   */
  applied?: boolean;
  /** Whether the fault stays for all further requests; otherwise it is for one. */
  repeat?: boolean;
}

/** A list of faults for each operation, one a request; `*` is for all that are not named. */
export type FaultScript = {
  [Name in OperationName | "heymarket.*" | "qlara.*" | "*"]?: Fault[];
};

/** A request that arrived. */
export interface ArrivedRequest {
  /** Counts up from 1. */
  number: number;
  /** When, in milliseconds since the services were made. */
  atMs: number;
  /** Whose it is. */
  service: "heymarket" | "qlara";
  /** The operation's function; `null` for an unknown route. */
  operation: string | null;
  /** `"GET"`, `"POST"` … */
  method: string;
  /** Path and query. */
  target: string;
  /** Whether its body was read. */
  complete: boolean;
  /** What became of the response; `null` while it is under way. */
  answer: { ended: "sent" | "reset" | "clientGone" | "gaveUp"; bytes: number } | null;
}

/** Both fake services, with made-up conversations in memory. */
export interface FakeServices {
  /** Give this to a client as its option `fetch`. Whatever the base URL, nothing leaves the process. */
  readonly fetch: (
    input: string | { readonly href: string } | { readonly url: string },
    init?: Partial<FetchInit>,
  ) => Promise<ResponseLike>;
  /** The API keys that the services take; any other is rejected. */
  readonly keys: { readonly heymarket: string; readonly qlara: string };
  /** The API secrets that Heymarket takes, until `options({ secrets })` says `"first"`, `"second"` or `"none"`. */
  readonly secrets: { readonly heymarket: readonly [HeymarketSecret, HeymarketSecret] };
  /** Scripts what goes wrong. A name's list replaces the one it had. */
  faults(script: FaultScript): void;
  /** Nothing goes wrong any more. */
  clearFaults(): void;
  /** Changes how the services behave where their documents leave a choice; gives all options. */
  options(changes?: object): object;
  /** What arrived, in order, and what became of the responses: the last 10,000. */
  requests(): ArrivedRequest[];
  /** Forgets what arrived. */
  clearRequests(): void;
  /** Forgets all that was done, scripted and noted; the options stay. */
  reset(): void;
}

/** Makes fresh fake services: the same conversations each time, and no state shared with others. */
export declare function fakeServices(): Promise<FakeServices>;
