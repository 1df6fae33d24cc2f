// Pages of Heymarket's conversations and messages.

import { jsonWriter } from "./json-writer.mjs";

const writer = (seed) => {
  const { below, pick, chance, id, text, known, moment, bool, flag, spaced, list, object } =
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

  /** What no binding source fixes may come in an unlikely form: it counts as absent. */
  const open =
    (value, unlikely, none = null) =>
    () =>
      chance(0.1) ? [pick(unlikely), none] : value();
  const words = open(text, ["[]", "5", "true", '{"text":"x"}']);
  const when = open(moment, ["1775000000", "{}", "false"]);
  const number = open(id, ['"x"', "true", "[1]", "1.5"]);
  const either = open(flag, ['"no"', "[]", "{}"]);

  const bare = (id) => ({
    id,
    channel: null,
    status: null,
    assigned: null,
    inbox: null,
    target: null,
    targets: [],
    members: [],
    name: null,
    lastMsg: null,
    created: null,
    updated: null,
    read: null,
    replied: null,
    blocked: null,
    muted: null,
    snoozeTill: null,
  });
  /** Whole, or its id under a key of its own. */
  const reference = () => {
    if (chance(0.5)) return conversation();
    const [written, value] = id();
    return [null, bare(value), [[pick(["conversation_id", "convo_id"]), written]]];
  };
  const message = () =>
    object([
      ["id", "id", id],
      ["text", "text", words],
      ["type", "type", words],
      ["status", "status", open(() => known(["sent", "queued"]), ["3", "{}"])],
      ["date", "date", when],
      ["updated", "updated", when],
      ["target", "target", words],
      ["targets", "targets", open(() => list(text, 3), ["{}", '["a",5]', '"a"'], []), []],
      ["phone", "phone", words],
      ["user", "user", number],
      ["author", "author", words],
      ["conversation", "conversation", open(reference, ["[]", "5", '"9"'])],
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
