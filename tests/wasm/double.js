// What the package does for the module (pkg-template/host.js), in words that a test can compare.

let body;
let secrets;
let headers = {};

/** The body and the secrets of the reply that is read next; tells the body's length. */
export const offer = (bytes, json) => {
  body = bytes.slice();
  secrets = json;
  return body.length;
};

/** The headers of the replies that are read from now on. */
export const head = (ms, date) => {
  headers = { "retry-after-ms": ms, "retry-after": date };
};

Object.assign(globalThis, {
  build: (tape, text, head, payload) => ({
    tape: [...tape],
    text: new TextDecoder().decode(text),
    head,
    payload,
  }),
  fill: (to) => to.set(body),
  secrets: () => secrets,
  header: (name) => headers[name] ?? "",
  // At the very beginning of time.
  msUntil: (date) => Date.parse(date),
  outline: (request, repeat) => `${request.replace("\n", "⏎")} ${repeat}`,
  refusal: (json, askedMs) => Object.assign(new Error(), JSON.parse(json), { askedMs }),
  panicked: (message) => console.error(message),
});

/** A value; of an error, its kind, its path and the wait. */
export const shown = (value) => {
  if (typeof value === "string") return value;
  if (!(value instanceof Error)) return JSON.stringify(value);
  const path = value.path === undefined ? "" : ` at ${value.path}`;
  return value.kind + path + (value.askedMs >= 0 ? ` after ${value.askedMs}` : "");
};

export const message = (error) => error.message;
