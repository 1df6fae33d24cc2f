// A contact has written to Qlara: the conversation is marked as read, assigned to the next user if it
// is unassigned, and answered in the same thread.

import { parseQlaraWebhook } from "threadline";
import { services } from "../services.js";
import { answerTo } from "./answers.js";
import { canMatch, conversationsWith } from "./conversations.js";
import { recently } from "./members.js";
import { receive } from "./receive.js";

export const qlaraHook = (request, env) =>
  receive(request, env, {
    service: "qlara",
    // Qlara signs nothing: the secret is part of the registered address.
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
  // A second delivery would not help: a person must handle this one.
  if (!canMatch(event.contact)) return leave("no id or phone number to match");
  const qlara = services.qlara.clientOf(env);
  const conversations = await qlara.listConversations({ orderBy: "-lastMessageDate" });
  const [conversation, ...others] = conversationsWith(event, conversations);
  if (others.length > 0) return leave(`${others.length + 1} conversations match`);
  // A contact who writes for the first time may not be listed yet: the delivery will be retried.
  if (!conversation) throw new Error("the conversation is not listed yet");
  await answer(qlara, conversation, tools);
  return conversation.id;
}

/** No answer is better than one to a stranger. The log has no personal data. */
function leave(reason) {
  console.error(`qlara: inbound was not answered: ${reason}`);
  return null;
}

async function answer(qlara, { id: chatId, assignee }, { desk, sendOnce }) {
  await qlara.markRead({ chatId });
  const users = await recently("qlara", () => qlara.listAssignableUsers());
  let member = assignee && users.find(({ id }) => id === assignee.id);
  if (!assignee && users.length > 0) {
    member = users[await desk.turn("qlara", users.length, chatId)];
    await qlara.assignConversation({ chatId, userId: member.id });
  }
  const message = answerTo({ member: member?.displayName });
  if (message) await sendOnce(() => qlara.reply({ chatId, message }));
}
