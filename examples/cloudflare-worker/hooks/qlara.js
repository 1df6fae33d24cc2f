// A contact has written to Qlara: the conversation is marked as read, given to the user whose turn it is
// when it is nobody's, and answered in the same thread.

import { parseQlaraWebhook } from "threadline";
import { services } from "../services.js";
import { answerTo } from "./answers.js";
import { recently } from "./members.js";
import { receive } from "./receive.js";

export const qlaraHook = (request, env) =>
  receive(request, env, {
    service: "qlara",
    // Qlara signs nothing: the secret is part of the address that it was given.
    secret: env.QLARA_WEBHOOK_SECRET,
    parse: () => parseQlaraWebhook(request, { secret: env.QLARA_WEBHOOK_SECRET }),
    keyOf,
    act,
  });

// A message is answered once, also when it has changed since the first delivery.
const keyOf = ({ type, messageId, deduplicationKey }) =>
  type === "inbound" && messageId ? `qlara message ${messageId}` : deduplicationKey;

async function act(event, env, tools) {
  if (event.type !== "inbound") return null;
  const qlara = services.qlara.clientOf(env);
  const conversation = await find(qlara, event);
  // A contact who writes for the first time may not be listed yet: the delivery will come again.
  if (!conversation) throw new Error("the conversation is not listed yet");
  await answer(qlara, conversation, tools);
  return conversation.id;
}

/** No payload names the conversation: it is the one with this contact on this channel. */
async function find(qlara, { source, channel }) {
  const digits = (text) => text?.replace(/\D/g, "");
  const conversations = await qlara.listConversations({ orderBy: "-lastMessageDate" });
  return conversations.find(
    (one) =>
      digits(one.contact?.phoneNumber) === digits(source) &&
      (!channel || !one.channel?.type || one.channel.type === channel.toUpperCase()),
  );
}

async function answer(qlara, { id: chatId, assignee }, { desk, sendOnce }) {
  await qlara.markRead({ chatId });
  const users = await recently("qlara", () => qlara.listAssignableUsers());
  let member = users.find(({ id }) => id === assignee?.id);
  if (!assignee && users.length > 0) {
    member = users[await desk.turn("qlara", users.length, chatId)];
    await qlara.assignConversation({ chatId, userId: member.id });
  }
  const message = answerTo({ member: member?.displayName });
  if (message) await sendOnce(() => qlara.reply({ chatId, message }));
}
