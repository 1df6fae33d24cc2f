// What must not happen twice, while each response is lost: some runtimes themselves resend what was
// under way when a connection broke.

/** Over connections that were used before; what each call ended with. */
export const callThrough = async ({ Heymarket, Qlara }, { url, keys }) => {
  const heymarket = new Heymarket({ apiKey: keys.Heymarket, baseUrl: url });
  const qlara = new Qlara({ apiKey: keys.Qlara, baseUrl: url });
  const calls = [
    () => heymarket.sendMessage({ inboxId: 2222, creatorId: 1111, chatId: 610018, text: "Hi" }),
    () => heymarket.transferConversation({ conversationId: 610018, transferInboxId: 2223 }),
    () => qlara.reply({ chatId: "810006", message: "Hi" }),
    () =>
      qlara.createCallback({ callbackUrl: "https://example.com/hooks?secret=0f3a9c5e7b1d4826" }),
  ];
  const ends = [];
  for (const call of calls) {
    await heymarket.countConversations();
    ends.push(await call().then(String, ({ code }) => code));
  }
  return ends;
};
