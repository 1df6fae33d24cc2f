// A contact has written to Heymarket: the conversation is marked as read, assigned to the next member
// if it is unassigned, and answered in the same thread.

import { parseHeymarketWebhook } from "threadline";
import { services } from "../services.js";
import { answerTo } from "./answers.js";
import { recently } from "./members.js";
import { receive } from "./receive.js";

export const heymarketHook = (request, env) =>
  receive(request, env, {
    service: "heymarket",
    secret: env.HEYMARKET_WEBHOOK_TOKEN,
    parse: () => parseHeymarketWebhook(request, { token: env.HEYMARKET_WEBHOOK_TOKEN }),
    keyOf,
    act,
  });

// A message is answered once, also when it has changed since the first delivery.
const keyOf = ({ type, message, deduplicationKey }) =>
  type === "message_received" ? `heymarket message ${message.id}` : deduplicationKey;

async function act(event, env, tools) {
  const { id } = event.message?.conversation ?? event.conversation ?? {};
  if (id !== undefined && event.type === "message_received") await answer(id, env, tools);
  return id;
}

async function answer(chatId, env, { desk, sendOnce }) {
  const heymarket = services.heymarket.clientOf(env);
  const { userId } = env.DIRECTORY.heymarket;
  // Not the webhook's copy of it, which may be outdated.
  const { inbox, target, targets, assigned } = await heymarket.getConversation({ id: chatId });
  const recipients = targets.length > 1 ? { targets } : { target: target ?? targets[0] };
  const named = { inboxId: inbox?.id, userId, ...recipients };
  await heymarket.markRead(named);
  const member = assigned ?? (await nextMember(heymarket, desk, { inbox, chatId }));
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
async function nextMember(heymarket, desk, { inbox, chatId }) {
  const queue = `heymarket:${inbox.id}`;
  const members = await recently(queue, () => heymarket.assignableUsers({ inboxId: inbox.id }));
  return members.length > 0 ? members[await desk.turn(queue, members.length, chatId)] : null;
}
