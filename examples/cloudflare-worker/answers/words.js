// What a contact is sent at once. Put your own rules here: opening hours, a language, at most one answer a day.

/** The text for the conversation's contact, or null to send nothing. `member` is whose it is now. */
export const answerTo = ({ member }) =>
  `Thank you for your message. ${member ?? "One of us"} will get back to you shortly.`;
