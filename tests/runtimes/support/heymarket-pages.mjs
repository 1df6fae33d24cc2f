// Pages of Heymarket's conversations and messages.

import { jsonWriter } from "./json-writer.mjs";

// Targets in a form that is not documented, and what they mean.
const TARGETS = ["{}", ['["a",5]', ["a", "5"]], ['"a"', ["a"]], ["5", ["5"]], ['["a",{}]', ["a"]]];

const writer = (seed) => {
  const { below, pick, chance, id, text, known, timestamp, bool, flag, spaced, list, object } =
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
    // Nobody has the id 0.
    return [written, value === 0 ? null : { id: value, ...rest }];
  };
  const conversation = (partial = false) => {
    const fields = [
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
      ["created", "created", timestamp],
      ["updated", "updated", timestamp],
      ["read", "read", flag],
      ["replied", "replied", bool],
      ["blocked", "blocked", bool],
      ["muted", "muted", bool],
      ["snooze_till", "snoozeTill", timestamp],
    ];
    return object(fields, partial);
  };

  /** What comes in a form that is not documented: its text, and what it means if it is not `none`. */
  const open =
    (value, odd, none = null) =>
    () => {
      if (!chance(0.1)) return value();
      const one = pick(odd);
      const [written, means = none] = Array.isArray(one) ? one : [one];
      return [written, means];
    };
  const words = open(text, ["[]", "5", "true", '{"text":"x"}']);
  const numbers = open(text, ["[]", ["5", "5"], "true", '{"text":"x"}']);
  const when = open(timestamp, [["1775000000", "2026-03-31T23:33:20.000Z"], "{}", "false"]);
  const number = open(id, ['"x"', "true", "[1]", "1.5"]);
  const either = open(flag, ['"no"', "[]", "{}"]);

  /** Whole, or its id under a key of its own. */
  const reference = () => {
    if (chance(0.5)) return conversation(true);
    const [written, value] = id();
    const means = value === 0 ? null : { id: value };
    return [null, means, [[pick(["conversation_id", "convo_id"]), written]]];
  };
  const message = () =>
    object([
      ["id", "id", id],
      ["text", "text", words],
      ["type", "type", words],
      ["status", "status", open(() => known(["sent", "queued"]), ["3", "{}"])],
      ["date", "date", when],
      ["updated", "updated", when],
      ["target", "target", numbers],
      ["targets", "targets", open(() => list(text, 3), TARGETS, []), []],
      ["phone", "phone", numbers],
      ["user", "user", number],
      ["author", "author", words],
      [
        "conversation",
        "conversation",
        open(reference, ["[]", ["5", { id: 5 }], ['"9"', { id: 9 }]]),
      ],
      ["broadcast_id", "broadcastId", number],
      ["media", "media", words],
      ["link_url", "linkUrl", words],
      ["flagged", "flagged", either],
      ["hidden", "hidden", either],
      ["channel", "channel", open(() => known(["sms", "rcs"]), ["1"])],
      ["local_id", "localId", words],
      ["raw_error", "rawError", words],
    ]);

  const page =
    (item) =>
    (most = 6) => {
      const [written, meaning] = list(item, most);
      return { text: spaced(written), meaning };
    };

  return { below, conversations: page(conversation), messages: page(message) };
};

/** `page()` gives a page's text and what it means. */
export const heymarketConversations = (seed) => {
  const { below, conversations } = writer(seed);
  return { below, page: conversations };
};

/** The same, of messages. */
export const heymarketMessages = (seed) => {
  const { below, messages } = writer(seed);
  return { below, page: messages };
};
