// The time limit of a webhook.

import { TimeoutError } from "../errors/errors.ts";

/** Settles as `promise` does, or rejects once the time is up; `event` is what did not happen in time. */
export const within = <T>(ms: number, promise: Promise<T>, event: string): Promise<T> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return new Promise<T>((resolve, reject) => {
    timer = setTimeout(() => reject(new TimeoutError(`timeoutMs passed before ${event}`)), ms);
    promise.then(resolve, reject);
  }).finally(() => clearTimeout(timer));
};
