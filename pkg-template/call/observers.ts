// What a client's observers receive of a call; what they do with it changes nothing.

import type { Settings } from "../client/settings.ts";
import { ignore } from "../common/promises.ts";

interface Observed {
  readonly name: string;
  readonly attempts: number;
}

/** Notifies an observer; `event` adds the rest of the event. */
const tell = <E>(
  observer: ((event: E) => unknown) | undefined,
  { name: operation, attempts: attempt }: Observed,
  event: () => Omit<E, "operation" | "attempt">,
): void => {
  if (observer) ignore(() => observer({ operation, attempt, ...event() } as E));
};

export const onRequest = (settings: Settings, call: Observed, method: string): void =>
  tell(settings.onRequest, call, () => ({ method }));

export const onResponse = (
  settings: Settings,
  call: Observed,
  event: () => { status: number; requestId: string | null; durationMs: number },
): void => tell(settings.onResponse, call, event);

export const onRetry = (settings: Settings, call: Observed, delayMs: number, kind: string): void =>
  tell(settings.onRetry, call, () => ({ delayMs, code: kind.toUpperCase() }));
