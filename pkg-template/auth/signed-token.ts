// The token that is made of an API secret, for as long as it is good.

import { dayNow, isWithin } from "../common/clock.ts";
import { sign } from "./jwt.ts";

// The service takes a token for five minutes from its time on, and none of the future. So a token says that it is older
// than it is, and is used for less than it could be: a clock may be that much off, on either side.
const BACKDATED = 30_000;
const KEPT = 210_000;

// How long one that is being made is waited for by calls that come later, in milliseconds.
const JOIN = 1_000;

export class Tokens {
  #secrets; // pairs of id and key, the one in use first
  #shared; // whether calls may wait for a token that another one began to make
  #making; // the promise of the token that is being made
  #began; // when, by the clock that nobody sets
  #token;
  #madeAt; // by the clock of the day, which is what the token names
  #since; // by the clock that nobody sets
  #skew = 0; // how much further the service's clock is than this machine's, in milliseconds

  constructor(secrets, shared) {
    this.#secrets = secrets;
    this.#shared = shared;
  }

  /** The ids of the secrets, which are in each token. */
  get ids() {
    return this.#secrets.map(([id]) => id);
  }

  /** A good token, or the promise of it. */
  get token() {
    // Both must agree: one clock may be set, and the other may stand still while the machine sleeps.
    const age = dayNow() - this.#madeAt;
    const good = age >= 0 && age < KEPT && isWithin(this.#since, KEPT);
    if (this.#token && good) return this.#token;
    // Should it never come, calls must not wait for it for good.
    const joins = this.#shared && isWithin(this.#began, JOIN);
    if (!this.#making || !joins) this.#making = this.#make();
    return this.#making;
  }

  #make() {
    const now = dayNow();
    const since = performance.now();
    this.#began = since;
    const keep = (token) => {
      // Unless another one is being made since, of another secret perhaps.
      if (this.#making !== making) return;
      this.#making = undefined;
      this.#token = token;
      this.#madeAt = now;
      this.#since = since;
    };
    const issued = now + this.#skew - BACKDATED;
    const making = sign(this.#secrets[0], Math.floor(issued / 1_000));
    making.then(keep, () => keep());
    return making;
  }

  /**
   * The service refused a token: the next one is a fresh one, by the time that the response bears in its header `Date`,
   * and of the other secret where there are two.
   */
  refuse(token, date) {
    // Of many calls that it refused, the first one changes the secret.
    if (token !== this.#token) return;
    const there = Date.parse(date);
    // Without its word, a test's fake clock may still be another one than the machine's.
    const skew = (Number.isNaN(there) ? Date.now() : there) - dayNow();
    const wrongClock = Math.abs(skew - this.#skew) > BACKDATED;
    this.#skew = skew;
    this.#token = this.#making = undefined;
    // The token was of the wrong time: of the right one, its secret may do.
    if (!wrongClock) this.#secrets.reverse();
  }
}
