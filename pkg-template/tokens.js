// The token that is made of an API secret, for as long as it is good. Plain data: in a Worker, requests
// that need one at the same time each make their own rather than wait for another's.

// The service takes a token for five minutes. This leaves one for the way there, and for a clock that is
// a little off.
const KEPT = 240_000;

export class Tokens {
  /** The token at hand, good or not. */
  token;

  #secrets; // pairs of id and key, the one in use first
  #madeAt; // by the clock of the day, which is what the token names
  #since; // by the clock that nobody sets

  constructor(secrets) {
    this.#secrets = secrets;
  }

  /** The secret that a token is to be made of now; undefined while the one at hand is good. */
  get secret() {
    // Both must agree: one clock may be set, and the other may stand still while the machine sleeps.
    const age = Date.now() - this.#madeAt;
    const good = age >= 0 && age < KEPT && performance.now() - this.#since < KEPT;
    return this.token && good ? undefined : this.#secrets[0];
  }

  keep(token) {
    this.token = token;
    this.#madeAt = Date.now();
    this.#since = performance.now();
  }

  /** The service refused a token: the next one is a fresh one, of the other secret where there are two. */
  refuse(token) {
    // Of many calls that it refused, the first one changes the secret.
    if (token !== this.token) return;
    this.token = undefined;
    this.#secrets.reverse();
  }
}
