// What the package does for the module (pkg-template/host.js), in words that a test can compare.

let answer;
let body;
let secrets;
let headers = {};
let spent;
let drift = "";

/** The body and the secrets of the response that is read next; tells the body's length. */
export const offer = (bytes, json) => {
  body = bytes.slice();
  secrets = json;
  return body.length;
};

/** The headers of the responses that are read from now on. */
export const head = (ms, date) => {
  headers = { "retry-after-ms": ms, "retry-after": date };
};

Object.assign(globalThis, {
  build: (tape, text, head, payload) => {
    answer = { tape: [...tape], text: new TextDecoder().decode(text), head, payload };
  },
  drifted: (lines) => {
    drift = lines;
  },
  fill: (to) => to.set(body),
  secrets: () => secrets,
  header: (name) => headers[name] ?? "",
  remember: (now) => {
    spent = now;
  },
  // At the very beginning of time.
  nowMs: () => 0,
  msUntil: (date) => Date.parse(date),
  outline: (request, repeat) => {
    answer = `${request.replace("\n", "⏎")} ${repeat}`;
  },
  refusal: (json, askedMs) => {
    answer = Object.assign(new Error(), JSON.parse(json), { askedMs });
  },
});

/** What a client has spent on retries, as the module last gave it back. */
export const remembered = () => spent;

/** What the last body held that is not documented, reported once. */
export const drifted = () => {
  const last = drift;
  drift = "";
  return last;
};

/** The last result: a value; of an error, its kind, its path and the wait. */
export const shown = () => {
  if (typeof answer === "string") return answer;
  if (!(answer instanceof Error)) return JSON.stringify(answer);
  const path = answer.path === undefined ? "" : ` at ${answer.path}`;
  return answer.kind + path + (answer.askedMs >= 0 ? ` after ${answer.askedMs}` : "");
};

export const message = () => answer.message;
