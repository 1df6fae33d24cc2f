// What no error of a call and no observer's event may show.

import { answerTo } from "../module/imports.ts";
import type { Call } from "./call.ts";

/** What a request is made of. */
export interface Outline {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly body: string | Blob | undefined;
  /** What happens when it is sent twice, as the protocol numbers it. */
  readonly repeat: number;
}

/** Input, headers and each credential that the call was sent with, as JSON; and numbers as they went out. */
export const secretsOf = ({ credential, settings, headers, input, outline }: Call): string => {
  const parts = [
    ...credential.used.flatMap((value) => [
      value,
      value.replace("Bearer ", ""),
      // With a token's signature, anybody can write the rest of it.
      value.slice(value.lastIndexOf(".") + 1),
    ]),
    ...(settings.tokens?.ids ?? []),
    ...headers.map(([, value]) => value),
  ];
  // A short code is one only as a string: other short numbers are ids, which help the reader of the error.
  const sent = `${outline?.body ?? ""} ${outline?.target ?? ""}`;
  return `[${input},${JSON.stringify([parts, sent.match(/\d{7,}|"\d{4,6}"/g)])}]`;
};

/** A text without any of that. */
export const hide = (call: Call, text: string): string => {
  const secrets = () => secretsOf(call);
  try {
    return call.enter((live) => answerTo(() => live.hide(text), { secrets })) as string;
  } catch {
    return "";
  }
};
