// A contact has written to Heymarket: the conversation is marked as read, assigned to the next member if it is
// unassigned, and answered in the same thread.

import { recently } from "./members.js";
import { nextOf } from "./turns.js";
import { answerTo } from "./words.js";

export async function answerHeymarket(event, { env, heymarket, sendOnce }) {
  const { type, conversationId: chatId, late } = event;
  if (type !== "message_received" || chatId === null) return;
  // An answer would be out of place: a person must write one.
  if (late) return console.error("heymarket: a message was not answered within an hour");
  const { userId } = env.DIRECTORY.heymarket;
  // Not the webhook's copy of it, which may be outdated.
  const { inbox, target, targets, assigned } = await heymarket.getConversation({ id: chatId });
  const recipients = targets.length > 1 ? { targets } : { target: target ?? targets[0] };
  const named = { inboxId: inbox?.id, userId, ...recipients };
  await heymarket.markRead(named);
  const member = assigned ?? (await nextMember(env, heymarket, { inbox, chatId }));
  if (member && !assigned) {
    await heymarket.reassignConversation({ ...named, reassignId: member.id });
  }
  const text = answerTo({ member: member?.name });
  if (!text) return;
  await sendOnce(() =>
    heymarket.sendMessage({ inboxId: inbox.id, creatorId: userId, chatId, text }),
  );
}

/** The members of an inbox take turns. */
async function nextMember(env, heymarket, { inbox, chatId }) {
  const queue = `heymarket:${inbox.id}`;
  const members = await recently(queue, () => heymarket.assignableUsers({ inboxId: inbox.id }));
  return nextOf(env, queue, members, chatId);
}
