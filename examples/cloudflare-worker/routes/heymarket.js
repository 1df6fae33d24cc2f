// What a page may ask of Heymarket. A request that matches no row never reaches it.
//
// A row is method, path, operation, and how the operation's input is made of the request.

// The field that says who acts is filled from the session, whatever the page sent: a page must not be
// able to act as somebody else.
const actingAs =
  (field) =>
  ({ body, session }) => ({ ...body, [field]: session.userId });
const asSent = ({ body }) => body;
const byPath = ({ path }) => path;

export const routes = [
  ["POST", "/v1/conversations", "listConversations", actingAs("id")],
  ["POST", "/v1/conversations/count", "countConversations", asSent],
  ["GET", "/v1/conversations/{id}", "getConversation", byPath],
  ["POST", "/v1/conversations/open", "openConversation", actingAs("userId")],
  ["POST", "/v1/conversations/close", "closeConversation", actingAs("userId")],
  ["POST", "/v1/conversations/read", "markRead", actingAs("userId")],
  ["POST", "/v1/conversations/unread", "markUnread", actingAs("userId")],
  ["POST", "/v1/conversations/reassign", "reassignConversation", actingAs("userId")],
  ["POST", "/v1/conversations/transfer", "transferConversation", asSent],
];
