// Pages of Heymarket's conversations.

import { jsonWriter } from "./json-writer.mjs";

/** `page()` gives a page's text and what it means. */
export const heymarketConversations = (seed) => {
  const { below, chance, id, text, known, moment, bool, flag, spaced, list, object } =
    jsonWriter(seed);

  const member = () =>
    object([
      ["id", "id", id],
      ["name", "name", text],
      ["email", "email", text],
    ]);
  const orId = (make, rest) => () => {
    if (chance(0.6)) return make();
    const [written, value] = id();
    return [written, { id: value, ...rest }];
  };
  const conversation = () =>
    object([
      ["id", "id", id],
      ["channel", "channel", () => (chance(0.8) ? known(["sms", "mms", "email", "chat"]) : text())],
      ["status", "status", () => known(["open", "closed", "pending"])],
      ["assigned", "assigned", orId(member, { name: null, email: null })],
      [
        "inbox",
        "inbox",
        orId(
          () =>
            object([
              ["id", "id", id],
              ["name", "name", text],
            ]),
          { name: null },
        ),
      ],
      ["target", "target", text],
      ["targets", "targets", () => list(text, 3), []],
      ["members", "members", () => list(member, 3), []],
      ["name", "name", text],
      ["last_msg", "lastMsg", text],
      ["created", "created", moment],
      ["updated", "updated", moment],
      ["read", "read", flag],
      ["replied", "replied", bool],
      ["blocked", "blocked", bool],
      ["muted", "muted", bool],
      ["snooze_till", "snoozeTill", moment],
    ]);

  return {
    below,
    page: (most = 6) => {
      const [written, meaning] = list(conversation, most);
      return { text: spaced(written), meaning };
    },
  };
};
