// A `fetch` for threadline that tells what it does: when a request leaves, and how it ends.

const operations = {
  "POST /v1/conversations": "listConversations",
  "POST /v1/conversations/count": "countConversations",
  "POST /v1/conversations/open": "openConversation",
  "POST /v1/conversations/close": "closeConversation",
  "POST /v1/conversations/read": "markRead",
  "POST /v1/conversations/unread": "markUnread",
  "POST /v1/conversations/reassign": "reassignConversation",
  "POST /v1/conversations/transfer": "transferConversation",
};

/** `onChange(call)` comes twice for each call: when it begins and when it has ended. */
export function observedFetch(onChange) {
  let calls = 0;
  return async (input, init) => {
    calls += 1;
    const id = calls;
    const request = new Request(input, init);
    const { method } = request;
    const path = new URL(request.url).pathname;
    const operation = operations[`${method} ${path.replace(/^\/api/, "")}`] ?? "getConversation";
    const body = method === "GET" ? null : await request.clone().text();
    const call = { id, at: new Date(), operation, method, path, body, state: "waiting" };
    onChange(call);
    const started = performance.now();
    const end = (outcome) => {
      Object.assign(call, outcome, { ms: performance.now() - started });
      onChange(call);
    };
    try {
      const response = await fetch(request);
      const { status, ok } = response;
      const requestId = response.headers.get("X-Request-Id");
      end({ status, requestId, state: ok ? "good" : "bad" });
      return response;
    } catch (error) {
      const stopped = request.signal.aborted;
      end({ state: stopped ? "stopped" : "bad", problem: stopped ? "stopped" : "no answer" });
      throw error;
    }
  };
}
