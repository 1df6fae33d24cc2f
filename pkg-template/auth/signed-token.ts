// Tokens that are made of an API secret, each for as long as it is valid.

import type { Secret } from "../client/options.ts";
import { isWithin, timeOfDay } from "../common/clock.ts";
import { isJoinable } from "../common/single-flight.ts";
import { sign } from "./jwt.ts";

// The service takes a token for five minutes from its time on, and none of the future. So a token claims to be older
// than it is, and is used for less time than it could be: a clock may be off by that much, either way.
const BACKDATED = 30_000;
const KEPT = 210_000;

export class SignedTokens {
  #secrets: Secret[]; // the one in use first
  #isShared: boolean; // whether calls may wait for a token that another call began to make
  #making: Promise<string> | undefined;
  #began: number | undefined; // when, by the monotonic clock
  #token: string | undefined;
  #madeAt = Number.NaN; // by the time of day, which is what the token claims
  #since: number | undefined; // by the monotonic clock
  #skew = 0; // milliseconds by which the service's clock is ahead of this machine's

  constructor(secrets: Secret[], isShared: boolean) {
    this.#secrets = secrets;
    this.#isShared = isShared;
  }

  /** The ids of the secrets: each token holds one. */
  get ids(): string[] {
    return this.#secrets.map(([id]) => id);
  }

  /** A valid token, or the promise of it. */
  get token(): string | Promise<string> {
    // Both clocks must agree: one may be set, and the other may stop while the machine sleeps.
    const age = timeOfDay() - this.#madeAt;
    const isValid = age >= 0 && age < KEPT && isWithin(this.#since, KEPT);
    if (this.#token && isValid) return this.#token;
    if (!this.#making || !this.#isShared || !isJoinable(this.#began)) this.#making = this.#make();
    return this.#making;
  }

  #make(): Promise<string> {
    const now = timeOfDay();
    const since = performance.now();
    this.#began = since;
    const keep = (token?: string) => {
      // Unless another one has been begun since, of another secret perhaps.
      if (this.#making !== making) return;
      this.#making = undefined;
      this.#token = token;
      this.#madeAt = now;
      this.#since = since;
    };
    const issued = now + this.#skew - BACKDATED;
    const making = sign(this.#secrets[0] as Secret, Math.floor(issued / 1_000));
    making.then(keep, () => keep());
    return making;
  }

  /**
   * The service rejected a token: the next one is fresh, by the time in the response's `Date` header, and of the other
   * secret where there are two.
   */
  reject(token: string | undefined, date: string): void {
    // Of many calls whose token was rejected, the first one changes the secret.
    if (token !== this.#token) return;
    const there = Date.parse(date);
    // Without the header, a test's fake clock may still differ from the machine's.
    const skew = (Number.isNaN(there) ? Date.now() : there) - timeOfDay();
    const isWrongClock = Math.abs(skew - this.#skew) > BACKDATED;
    this.#skew = skew;
    this.#token = this.#making = undefined;
    // If the token was of the wrong time, the same secret may do at the right one.
    if (!isWrongClock) this.#secrets.reverse();
  }
}
