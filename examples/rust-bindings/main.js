// A page that calls a few operations. Its address ends in #token=…, which the endpoint at its origin asks for.

import init, { Heymarket, Qlara } from "./pkg/rust_bindings.js";

await init();

const token = () => new URLSearchParams(location.hash.slice(1)).get("token") ?? "";
const clients = {
  heymarket: new Heymarket({ baseUrl: `${location.origin}/heymarket`, token }),
  qlara: new Qlara({ baseUrl: `${location.origin}/qlara`, token }),
};

/** A client, an operation of it, and its input. */
const CALLS = [
  ["heymarket", "listConversations", { id: 1111, filters: { closed: false, unread: true } }],
  ["heymarket", "getConversation", { id: 610_018 }],
  ["heymarket", "markRead", { inboxId: 2222, userId: 1111, target: "15555550118" }],
  // It is not there: the error of the service.
  ["heymarket", "getConversation", { id: 1 }],
  // A mistake: nothing is sent.
  ["heymarket", "getConversation", { id: "one" }],
  ["qlara", "listConversations", {}],
];

const [calls, asked, found] = ["calls", "asked", "found"].map((id) => document.getElementById(id));

/** What the choice before is waiting for. */
let current = new AbortController();

async function call(client, operation, input, button) {
  current.abort();
  for (const other of calls.children) other.setAttribute("aria-pressed", other === button);
  current = new AbortController();
  const { signal } = current;
  asked.textContent = nameOf(client, operation, input);
  found.textContent = "…";
  const words = await clients[client][operation](input, signal).then(shown, problem);
  if (!signal.aborted) found.textContent = words;
}

const nameOf = (client, operation, input) => `${client}.${operation}(${JSON.stringify(input)})`;

const shown = (value) => (value === undefined ? "Done." : JSON.stringify(value, null, 2));

const problem = ({ name, message, code, status, path, retryable }) =>
  `${name}: ${message}\n\n${JSON.stringify({ code, status, path, retryable }, null, 2)}`;

for (const [client, operation, input] of CALLS) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = nameOf(client, operation, input);
  button.onclick = () => call(client, operation, input, button);
  calls.append(button);
}
