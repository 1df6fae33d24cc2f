// What the conversation's pane shows while no conversation is open.

import { hrefOf } from "./address.js";
import { el, icon } from "./dom.js";
import { instead } from "./parts.js";

export function createPane(pane, key) {
  const backLink = () =>
    el("a", { class: "quiet back", href: hrefOf(key, null) }, icon("back"), "Conversations");

  return {
    backLink,
    showNothing() {
      pane.replaceChildren(
        instead({
          picture: "inbox",
          title: "Choose a conversation",
          text: "Use j and k to move through the list, and ? to see all shortcuts.",
        }),
      );
    },
    showWaiting() {
      pane.replaceChildren(
        el(
          "div",
          { class: "conversation", role: "status", "aria-label": "Loading the conversation" },
          backLink(),
          el(
            "div",
            { class: "detail-head" },
            el("span", { class: "avatar large bone" }),
            el("div", {}, el("div", { class: "bone name" }), el("div", { class: "bone preview" })),
          ),
        ),
      );
    },
    showProblem({ title, advice, detail, retry: canRetry }, retry) {
      const button = canRetry ? { label: "Try again", act: retry } : null;
      pane.replaceChildren(
        backLink(),
        instead({ picture: "alert", title, text: advice, detail, problem: true, button }),
      );
    },
  };
}
