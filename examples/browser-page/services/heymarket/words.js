// How Heymarket's fields read on the page.

import { phone } from "../../format.js";
import { badge } from "../../parts.js";

export function nameOf({ id, name, target, targets }) {
  return name || addressOf({ target, targets }) || `Conversation ${id}`;
}

export function addressOf({ target, targets }) {
  const all = targets.length > 0 ? targets : [target];
  return all
    .filter(Boolean)
    .map((one) => phone(one))
    .join(", ");
}

const channels = { sms: "SMS", mms: "MMS", email: "Email", chat: "Chat" };

export const channelName = (channel) => channels[channel] ?? channel ?? "Unknown channel";

export const channelBadge = ({ channel }) =>
  badge(channelName(channel), "", channel in channels ? channel : null);
