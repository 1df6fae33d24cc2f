// What a framework's own functions throw to steer it (a redirect, a page that does not exist), thrown
// where a user may have it: alone, inside token(), inside an own fetch.

const SERVICE = "http://127.0.0.1:9";

const MESSAGE = { inboxId: 2222, creatorId: 1111, chatId: 610018, text: "Hi" };

/** `where` is what the test asks for, from the query of the page's address. */
export const steer = (Heymarket, query, steered) => {
  const [where, call] = ["where", "call"].map((name) => query.get(name));
  if (where === "alone") return steered();
  const thrower = async () => steered();
  const options = {
    token: { token: thrower },
    fetch: { token: () => "of-the-session", fetch: thrower },
  }[where];
  const heymarket = new Heymarket({ baseUrl: SERVICE, ...options });
  return call === "send" ? heymarket.sendMessage(MESSAGE) : heymarket.countConversations();
};
