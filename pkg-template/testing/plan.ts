// How the services respond to a request.

import type { Fault } from "../types/testing.d.ts";

export interface Plan {
  /** The number of the request. */
  readonly number: number;
  readonly delayMs: number;
  readonly status: number;
  readonly headers: [name: string, value: string][];
  readonly body: Uint8Array<ArrayBuffer>;
  /** How many blanks follow the body. */
  readonly endless: number;
  readonly sending: NonNullable<Fault["sending"]>;
}

/** What became of a response. */
export type Ended = "sent" | "reset" | "clientGone";

export type NoteEnd = (how: Ended, bytes: number) => void;
