// The credential of one call, as the value of its header: of an API key, of the caller's token(), or of API secrets.

import { Passed, steers } from "../call/control-flow.ts";
import { type Hide, redactCause } from "../call/redact-cause.ts";
import { isCredential } from "../client/options.ts";
import type { Settings } from "../client/settings.ts";
import { invalid } from "../common/check.ts";
import { promised } from "../common/promises.ts";
import { nextTask } from "../common/rest.ts";
import { AuthenticationError } from "../errors/errors.ts";

/** In a page, one token for all calls of one task: in the next one, somebody else may have signed in. */
const askForToken = (settings: Settings): Promise<unknown> => {
  if (settings.asking) return settings.asking;
  const token = promised<unknown>(() => settings.token?.());
  if (settings.isPage) {
    settings.asking = token;
    nextTask().then(() => {
      if (settings.asking === token) settings.asking = undefined;
    });
  }
  return token;
};

export class Credential {
  /** Those that the call was sent with: no error may show them. */
  readonly used: string[] = [];

  #settings: Settings;
  #hide: Hide;
  #kept: string | undefined; // what token() returned: all attempts are made in one user's name
  #signed: string | undefined; // the token that was made of a secret

  constructor(settings: Settings, hide: Hide) {
    this.#settings = settings;
    this.#hide = hide;
  }

  /** The value of the header, or the promise of it. */
  get value(): string | Promise<string> {
    const { tokens, apiKey } = this.#settings;
    if (this.#kept) return this.#kept;
    if (apiKey) return this.#valueOf(apiKey);
    return tokens ? this.#sign() : this.#ask();
  }

  /** Gives the call the value that it is sent with. */
  keep(value: string | undefined): void {
    this.#kept = value;
  }

  /** The service rejected it, in a response with this `Date`. */
  renew(date: string): void {
    this.#kept = undefined;
    this.#settings.tokens?.reject(this.#signed, date);
  }

  #valueOf(credential: string): string {
    return this.#settings.credentialHeader === "authorization"
      ? `Bearer ${credential}`
      : credential;
  }

  async #sign(): Promise<string> {
    this.#signed = await this.#settings.tokens?.token;
    return this.#valueOf(this.#signed as string);
  }

  async #ask(): Promise<string> {
    let token: unknown;
    try {
      token = await askForToken(this.#settings);
    } catch (thrown) {
      if (steers(thrown)) throw new Passed(thrown);
      const cause = redactCause(thrown, undefined, this.#hide);
      throw new AuthenticationError("token() failed: its error is the cause of this one", {
        cause,
      });
    }
    if (!isCredential(token)) {
      return invalid("token", "must return a non-empty string of visible characters");
    }
    this.#kept = this.#valueOf(token);
    return this.#kept;
  }
}
