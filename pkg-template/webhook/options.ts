// The options of webhooks.

import {
  boolean,
  byteCount,
  type Checked,
  check,
  fn,
  invalid,
  isSecret,
  milliseconds,
  must,
} from "../common/check.ts";
import type { DriftObserver } from "../common/drift.ts";

/** No more of a proof is compared. */
const LONGEST_PROOF = 256;

const isProof = (text: unknown): text is string =>
  isSecret(text) && new TextEncoder().encode(text).length <= LONGEST_PROOF;

/** Strings that prove who posts: several while one replaces another. */
const proofs = (value: unknown, path: string): string[] => {
  const list: unknown[] = Array.isArray(value) ? [...value] : [value];
  return list.length && list.length <= 8 && list.every(isProof)
    ? list
    : invalid(
        path,
        `must be a non-empty string of at most ${LONGEST_PROOF} bytes without surrounding whitespace, or a list of up to 8 (is the environment variable set?)`,
      );
};

/** Such strings of the user's own choice, in a URL: guessing one must be hopeless, and it must arrive whole. */
const secretsInUrl = (value: unknown, path: string): string[] => {
  const list = proofs(value, path);
  if (list.some((text) => [...text].length < 16 || /[&#]/.test(text))) {
    invalid(
      path,
      "must have at least 16 characters and no & or #, which end a value in a URL: use the output of `openssl rand -hex 32`, for example",
    );
  }
  return list;
};

const RULES = {
  token: proofs,
  secret: secretsInUrl,
  url: must<URL | string>(
    (value) => typeof ((value as URL)?.href ?? value) === "string",
    "must be a URL",
  ),
  maxBytes: byteCount,
  timeoutMs: milliseconds,
  strict: boolean,
  onDrift: fn<DriftObserver>(),
  keepMs: milliseconds,
  maxKeys: must<number>(
    (value) => Number.isInteger(value) && value > 0,
    "must be a whole number above 0",
  ),
};

export type WebhookOption = keyof typeof RULES;

export const checkWebhook = (
  options: unknown,
  names: readonly WebhookOption[],
): Checked<typeof RULES> => check(options, names, RULES);
