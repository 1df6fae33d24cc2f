// The token that is made of an API secret, for as long as it is good.

import { sign } from "./jwt.js";

// The service takes a token for five minutes. This leaves one for the way there, and for a clock that is
// a little off.
const KEPT = 240_000;

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

  constructor(secrets, shared) {
    this.#secrets = secrets;
    this.#shared = shared;
  }

  /** A good token, or the promise of it. */
  get token() {
    // Both must agree: one clock may be set, and the other may stand still while the machine sleeps.
    const age = Date.now() - this.#madeAt;
    const good = age >= 0 && age < KEPT && performance.now() - this.#since < KEPT;
    if (this.#token && good) return this.#token;
    // Should it never come, calls must not wait for it for good.
    const joins = this.#shared && performance.now() - this.#began < JOIN;
    if (!this.#making || !joins) this.#making = this.#make();
    return this.#making;
  }

  #make() {
    const now = Date.now();
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
    const making = sign(this.#secrets[0], Math.floor(now / 1_000));
    making.then(keep, () => keep());
    return making;
  }

  /** The service refused a token: the next one is a fresh one, of the other secret where there are two. */
  refuse(token) {
    // Of many calls that it refused, the first one changes the secret.
    if (token !== this.#token) return;
    this.#token = this.#making = undefined;
    this.#secrets.reverse();
  }
}
