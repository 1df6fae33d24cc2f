// What a contact is told at once. Put your own rules here: opening hours, a language, nobody who was
// answered today. An answer to an answering machine may be answered in turn.

/** The words for the conversation's contact, or null to say nothing. `member` is whose it is now. */
export const answerTo = ({ member }) =>
  `Thank you for your message. ${member ?? "One of us"} will get back to you shortly.`;
