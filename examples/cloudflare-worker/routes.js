// What a page may ask for. A request that matches no row never reaches Heymarket.
//
// A row is method, path, operation and actor: the field that says who acts. That one is filled
// from the session, whatever the page sent: a page must not be able to act as somebody else.

const MAX_BODY = 16 * 1024;

const routes = [
  ["POST", "/v1/conversations", "listConversations", "id"],
  ["POST", "/v1/conversations/count", "countConversations"],
  ["GET", /^\/v1\/conversations\/(\d+)$/, "getConversation"],
  ["POST", "/v1/conversations/open", "openConversation", "userId"],
  ["POST", "/v1/conversations/close", "closeConversation", "userId"],
  ["POST", "/v1/conversations/read", "markRead", "userId"],
  ["POST", "/v1/conversations/unread", "markUnread", "userId"],
  ["POST", "/v1/conversations/reassign", "reassignConversation", "userId"],
  ["POST", "/v1/conversations/transfer", "transferConversation"],
].map(([method, path, operation, actor]) => ({ method, path, operation, actor }));

export function findRoute(method, path) {
  const matches = (expected) =>
    typeof expected === "string" ? expected === path : expected.test(path);
  return routes.find((route) => route.method === method && matches(route.path));
}

/** The operation's input from the wire request, or null when the body is no JSON object. */
export async function readInput(request, route, path, session) {
  if (route.method === "GET") return { id: route.path.exec(path)[1] };
  const text = await request.text();
  if (text.length > MAX_BODY) return null;
  let body;
  try {
    body = JSON.parse(text || "{}", exactIds);
  } catch {
    return null;
  }
  if (body === null || typeof body !== "object" || Array.isArray(body)) return null;
  // The wire says `inbox_id` where an input says `inboxId`. threadline checks the rest.
  const input = Object.fromEntries(
    Object.entries(body).map(([name, value]) => [camelCase(name), value]),
  );
  if (route.actor) input[route.actor] = session.userId;
  return input;
}

const camelCase = (name) => name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());

// An id past 2^53 would be rounded here: its digits go on as text, which threadline takes too.
function exactIds(_key, value, { source }) {
  const rounded = typeof value === "number" && Number.isInteger(value);
  return rounded && !Number.isSafeInteger(value) ? source : value;
}
