// Finds the conversation of the contact who has written: Qlara's payloads do not name it.
//
// A wrong match would send the answer to a stranger. So two contacts match only by a value that both of
// them have; two missing values never match.

/** WhatsApp's id of a person for this business: it comes beside the phone number or in its place. */
const USER_ID = /^[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128}$/;

// Shorter numbers are valid in one network or country only.
const MIN_DIGITS = 7;

/** Whether a contact has anything to match by. */
export const canMatch = (contact) => Object.values(read(contact)).some(Boolean);

/**
 * The conversations with an event's contact on its channel. Answer only if there is exactly one: nothing
 * in the event says which of several is meant. Where user ids match, phone numbers do not count: a number
 * may have passed to somebody else.
 */
export function conversationsWith({ contact, channel }, conversations) {
  const sender = read(contact);
  const found = conversations
    .filter((one) => isSameChannel(channel, one.channel?.type))
    .map((conversation) => ({ conversation, other: read(conversation.contact) }))
    .filter(({ other }) => isSameContact(sender, other));
  const byUserId = found.filter(({ other }) => sender.userId && other.userId);
  return (byUserId.length > 0 ? byUserId : found).map(({ conversation }) => conversation);
}

/** A missing channel rules nothing out: the contact must match anyway. */
const isSameChannel = (one, other) => !one || !other || one.toUpperCase() === other.toUpperCase();

function isSameContact(one, other) {
  if (one.userId && other.userId) return one.userId === other.userId;
  if (one.id && other.id && one.id !== other.id) return false;
  if (one.number && other.number) return one.number === other.number;
  // Without numbers an id may be a sender's name or short code, which is not an id of a contact who has one.
  return !one.number && !other.number && Boolean(one.id) && one.id === other.id;
}

/** What a contact can be matched by: each is null if it is missing or unusable. */
function read(contact) {
  const text = contact?.phoneNumber ?? "";
  const digits = text.replace(/\D/g, "");
  const number = digits.length < MIN_DIGITS || /[\p{L}@]/u.test(text) ? null : digits;
  // Some gateways give the number's digits as an id too.
  const id = contact?.id && contact.id !== number ? contact.id : null;
  return id && USER_ID.test(id) ? { userId: id, id: null, number } : { userId: null, id, number };
}
