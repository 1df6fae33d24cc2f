// Who is at the page. The token is your own endpoint's, never a service's key.
//
// Replace this by your own sign-in. Here a token comes in the address (`#token=…`, which is never
// sent to a server) or is typed in, and is kept until the tab is closed.

import { el } from "./dom.js";

const KEY = "threadline-inbox-token";

/** Where a service's client sends its requests. */
export const endpointOf = (service) => new URL(`/inbox/${service}`, location.origin).href;

export const getToken = () => sessionStorage.getItem(KEY);

export function signOut() {
  sessionStorage.removeItem(KEY);
}

/** Removes the token from the address, so that it stays neither visible nor in the history. */
function takeTokenFromAddress() {
  const token = new URLSearchParams(location.hash.slice(1)).get("token");
  if (!token) return;
  sessionStorage.setItem(KEY, token);
  history.replaceState(null, "", location.pathname);
}

/** The session, with a member for each service; asks for a token until one is accepted. */
export async function signIn(screen) {
  takeTokenFromAddress();
  let problem = null;
  for (;;) {
    if (!getToken()) sessionStorage.setItem(KEY, await askForToken(screen, problem));
    try {
      const response = await fetch("/session", {
        headers: { Authorization: `Bearer ${getToken()}` },
      });
      if (response.ok) return await response.json();
      problem =
        response.status === 401
          ? "This token was not accepted. Check that it is complete."
          : `The endpoint responded with status ${response.status}. Try again in a moment.`;
    } catch {
      problem = "The endpoint could not be reached. Check your network, then try again.";
    }
    signOut();
  }
}

function askForToken(screen, problem) {
  return new Promise((resolve) => {
    const input = el("input", {
      type: "password",
      name: "token",
      required: true,
      autocomplete: "current-password",
      "aria-describedby": problem ? "sign-in-problem" : null,
    });
    const submit = (event) => {
      event.preventDefault();
      screen.hidden = true;
      resolve(input.value.trim());
    };
    const form = el(
      "form",
      { onsubmit: submit },
      el("h1", {}, "Sign in to your inbox"),
      el("p", {}, "Enter your endpoint's session token. The API keys never leave the endpoint."),
      problem ? el("p", { class: "problem", id: "sign-in-problem", role: "alert" }, problem) : null,
      el("label", {}, "Session token", input),
      el("button", { class: "button primary", type: "submit" }, "Sign in"),
    );
    screen.replaceChildren(form);
    screen.hidden = false;
    input.focus();
  });
}
