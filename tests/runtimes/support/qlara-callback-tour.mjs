// The address for the webhooks of an account of Qlara's: every operation once, against a fresh fake.

const callbackUrl = "https://example.com/hooks?secret=a%20secret%20with%20blanks";
const another = "https://example.com/others";

const codeOf = (call) => call.then(JSON.stringify, ({ code, status }) => `${code} ${status}`);

/** Name, what to do, and what must come out. */
export const qlaraCallbackTour = [
  ["getCallback, without a callback", (qlara) => codeOf(qlara.getCallback()), "NOT_FOUND 404"],
  [
    "updateCallback, without a callback",
    (qlara) => codeOf(qlara.updateCallback({ callbackUrl })),
    "NOT_FOUND 404",
  ],
  [
    "createCallback",
    async (qlara) => {
      const answer = await qlara.createCallback({ callbackUrl });
      return [answer === undefined, await qlara.getCallback()];
    },
    [true, { callbackUrl }],
  ],
  [
    "createCallback, with a callback already",
    (qlara) => codeOf(qlara.createCallback({ callbackUrl: another })),
    "INVALID_REQUEST 409",
  ],
  [
    "updateCallback",
    async (qlara) => {
      const answer = await qlara.updateCallback({ callbackUrl: another });
      return [answer === undefined, await qlara.getCallback()];
    },
    [true, { callbackUrl: another }],
  ],
  [
    "deleteCallback",
    async (qlara) => {
      const answer = await qlara.deleteCallback();
      return [answer === undefined, await codeOf(qlara.deleteCallback())];
    },
    [true, "NOT_FOUND 404"],
  ],
];
