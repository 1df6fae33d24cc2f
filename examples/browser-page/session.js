// Who is at the page. The token is your own endpoint's, never a service's key.
//
// Replace this by your own sign-in. Here a token comes in the address (`#token=…`, which is never
// sent to a server) or is typed in, and is kept until the tab is closed.

import { el } from "./dom.js";

const KEY = "threadline-inbox-token";

/** Where a service's client sends its requests. */
export const endpointOf = (service) => new URL(`/${service}`, location.origin).href;

export const getToken = () => sessionStorage.getItem(KEY);

export function signOut() {
  sessionStorage.removeItem(KEY);
}

/** Takes the token out of the address, so that it stays neither in view nor in the history. */
function takeTokenFromAddress() {
  const token = new URLSearchParams(location.hash.slice(1)).get("token");
  if (!token) return;
  sessionStorage.setItem(KEY, token);
  history.replaceState(null, "", location.pathname);
}

/** The session, a member for each service; asks for a token as often as it takes. */
export async function signIn(screen) {
  takeTokenFromAddress();
  let problem = null;
  for (;;) {
    if (!getToken()) sessionStorage.setItem(KEY, await askForToken(screen, problem));
    try {
      const reply = await fetch("/session", {
        headers: { Authorization: `Bearer ${getToken()}` },
      });
      if (reply.ok) return await reply.json();
      problem =
        reply.status === 401
          ? "This token was not accepted. Check that it is all there."
          : `The endpoint answered with status ${reply.status}. Try again in a moment.`;
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
      el("p", {}, "Enter the session token of your endpoint. The services' keys stay there."),
      problem ? el("p", { class: "problem", id: "sign-in-problem", role: "alert" }, problem) : null,
      el("label", {}, "Session token", input),
      el("button", { class: "button primary", type: "submit" }, "Sign in"),
    );
    screen.replaceChildren(form);
    screen.hidden = false;
    input.focus();
  });
}
