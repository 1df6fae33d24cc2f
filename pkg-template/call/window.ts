// The requests of the last minute, or second: never more than the limit in any stretch of that length.

// How much longer a window is than the service's own, as a share of it: requests do not take equally long to arrive,
// the first ones over a new connection above all.
const MARGIN = 0.01;

/** So many requests at most in any window of time. */
export class Window {
  readonly rate: number;
  #most: number;
  #length: number;
  #sends: number[] = []; // the times of those sent within the window, in order
  #first = 0; // where they begin: what lies before is too old
  #fullAt = 0; // what the service says is left, as a bucket: when it is full again

  constructor(rate: number, length: number) {
    // Half a request a minute is one in two minutes.
    this.#most = Math.max(1, Math.floor(rate));
    this.#length = (length / Math.min(1, rate)) * (1 + MARGIN);
    this.rate = rate;
  }

  get #interval(): number {
    return this.#length / this.#most;
  }

  /** When the request may be sent before which `before` others wait. */
  opensAt(now: number, before: number): number {
    const sends = this.#sends;
    while ((sends[this.#first] as number) <= now - this.#length) this.#first++;
    if (this.#first * 2 > sends.length) this.#first -= sends.splice(0, this.#first).length;
    const within = sends.length - this.#first;
    const most = this.#most;
    // What the service counts beside these: others may use the same key.
    let opensAt = this.#fullAt + (before + 1) * this.#interval - this.#length;
    const place = before - (most - within);
    if (place >= 0) {
      // Each leaves the window in its turn, and those sent now after them.
      const rounds = Math.floor(place / most);
      const leaves = sends[this.#first + (place % most)] ?? now;
      opensAt = Math.max(opensAt, leaves + (rounds + 1) * this.#length);
    }
    return opensAt;
  }

  add(now: number): void {
    this.#sends.push(now);
    this.#fullAt = Math.max(this.#fullAt, now) + this.#interval;
  }

  /** Takes out what was added at a time, if it is still there. */
  remove(time: number): void {
    const at = this.#sends.lastIndexOf(time);
    if (at < this.#first) return;
    this.#sends.splice(at, 1);
    this.#fullAt -= this.#interval;
  }

  /** So many requests are left, says the service. It never gives more than there were. */
  correct(now: number, left: number): void {
    if (left >= 0 && left < this.#most)
      this.#fullAt = Math.max(this.#fullAt, now + this.#length - left * this.#interval);
  }

  /** Nothing before a time, and one after the other from then on. */
  hold(until: number): void {
    this.#fullAt = Math.max(this.#fullAt, until + this.#length - this.#interval);
  }
}
