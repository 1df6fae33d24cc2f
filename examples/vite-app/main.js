// The app: two services, the list of the chosen one, and the conversation chosen in it.

import { make, troubles } from "./connect.js";
import { el, instead } from "./dom.js";
import { inWords } from "./errors.js";
import { showList } from "./list.js";
import * as heymarket from "./services/heymarket.js";
import * as qlara from "./services/qlara.js";
import { showThread } from "./thread.js";

const [services, whatIf, list, thread, notice] = [
  "services",
  "what-if",
  "list",
  "thread",
  "notice",
].map((id) => document.getElementById(id));

const show = (pane) => {
  document.body.dataset.pane = pane;
};

function empty() {
  thread.replaceChildren(instead("Choose a conversation."));
  show("list");
}

/** Shows a notice for a while, with an undo. */
let fading;
function say(words, undo) {
  clearTimeout(fading);
  notice.replaceChildren(
    words,
    undo ? el("button", { type: "button", onclick: undo }, "Undo") : "",
  );
  notice.hidden = false;
  fading = setTimeout(() => {
    notice.hidden = true;
  }, 8000);
}

function open(service, conversation, row) {
  const failed = (error) => say(inWords(error));
  const undo = async () => {
    try {
      await service.bringBack(conversation);
      row.hidden = false;
      notice.hidden = true;
    } catch (error) {
      failed(error);
    }
  };
  const putAway = () => {
    row.hidden = true;
    empty();
    say(`${service.away.done}: ${service.rowOf(conversation).name}`, undo);
  };
  show("thread");
  showThread(thread, service, conversation, { putAway, failed, back: empty });
}

function choose(service) {
  for (const button of services.children) {
    button.setAttribute("aria-pressed", button.textContent === service.name);
  }
  empty();
  showList(list, service, (conversation, row) => open(service, conversation, row));
}

for (const service of [heymarket, qlara]) {
  services.append(el("button", { type: "button", onclick: () => choose(service) }, service.name));
}
whatIf.append(...troubles.map((trouble) => el("option", {}, trouble)));
whatIf.onchange = () => make(whatIf.value);
choose(heymarket);
