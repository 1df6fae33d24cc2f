// What must stand in no error of a call, and in nothing that observers are told.

import { answerTo } from "../module/imports.ts";

/** Input, headers, and each credential that the call was sent with, as JSON; with the numbers as they went out. */
export const secretsOf = (call) => {
  const { credentials, secretIds, headers, input, outline } = call;
  const parts = [
    ...credentials.flatMap((credential) => [
      credential,
      credential.replace("Bearer ", ""),
      // Whoever has a token's signature can write the rest of it.
      credential.slice(credential.lastIndexOf(".") + 1),
    ]),
    ...secretIds,
    ...headers.map(([, value]) => value),
  ];
  // A short code is one as a text alone: other short numbers are ids, which help whoever reads of them.
  const numbers = `${outline?.body ?? ""} ${outline?.target ?? ""}`.match(/\d{7,}|"\d{4,6}"/g);
  return `[${input},${JSON.stringify([parts, numbers])}]`;
};

/** A text without any of that. */
export const hidden = (call, text) => {
  const secrets = () => secretsOf(call);
  try {
    return call.enter((live) => answerTo(() => live.hide(text), { secrets }));
  } catch {
    return "";
  }
};
