// A contact has written to Qlara: the conversation is marked as read, assigned to the next user if it is unassigned, and
// answered in the same thread.

import { recently } from "./members.js";
import { nextOf } from "./turns.js";
import { answerTo } from "./words.js";

export async function answerQlara(event, { env, qlara, sendOnce }) {
  const { type, conversationId: chatId, late } = event;
  if (type !== "inbound") return;
  // No answer is better than one to a stranger, or one that is out of place: a person must write it.
  if (chatId === null)
    return console.error("qlara: a message was not answered: whose it is cannot be known");
  if (late) return console.error("qlara: a message was not answered within an hour");
  const { assignee } = await qlara.getConversation({ chatId });
  await qlara.markRead({ chatId });
  const users = await recently("qlara", () => qlara.listAssignableUsers());
  const member = assignee
    ? users.find(({ id }) => id === assignee.id)
    : await nextOf(env, "qlara", users, chatId);
  if (member && !assignee) await qlara.assignConversation({ chatId, userId: member.id });
  const message = answerTo({ member: member?.displayName });
  if (message) await sendOnce(() => qlara.reply({ chatId, message }));
}
