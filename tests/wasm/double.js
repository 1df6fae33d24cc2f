// What the package does for the module (pkg-template/host.js), in words that a test can compare.

let body;
let secrets;

/** The body and the secrets of the reply that is read next; tells the body's length. */
export const offer = (bytes, json) => {
  body = bytes.slice();
  secrets = json;
  return body.length;
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
  outline: (method, target, body, repeat) => `${method} ${target} ${body} ${repeat}`,
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
