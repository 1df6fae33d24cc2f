// A Worker that receives webhooks: it responds with what it made of a delivery.

import { isThreadlineError, parseHeymarketWebhook, parseQlaraWebhook } from "threadline";
// That of docs/webhooks.md, written there before this is bundled.
import { KvReplayGuard } from "../../../document/kv-replay-guard.js";

const ROUTES = {
  "/heymarket": (request, { TOKEN: token }) => parseHeymarketWebhook(request, { token }),
  "/qlara": (request, { TOKEN: secret }) => parseQlaraWebhook(request, { secret }),
  // Made here: a sender of so much may see the connection close before the response.
  "/large": (_request, { TOKEN: token }) => {
    const body = "x".repeat(10_000_000);
    return parseHeymarketWebhook(new Request("https://example.com", { method: "POST", body }), {
      token,
    });
  },
  "/twice": async (request, { TOKEN: token }) => {
    await parseHeymarketWebhook(request.clone(), { token });
    await parseHeymarketWebhook(request, { token });
    return parseHeymarketWebhook(request, { token });
  },
  "/once": async (request, { TOKEN: token, SEEN }) => {
    const guard = new KvReplayGuard(SEEN);
    const { deduplicationKey } = await parseHeymarketWebhook(request, { token });
    if (!(await guard.claim(deduplicationKey))) return "seen";
    if (!request.headers.has("x-fails")) return "done";
    await guard.release(deduplicationKey);
    return "failed";
  },
};

export default {
  async fetch(request, env) {
    const { pathname } = new URL(request.url);
    try {
      return Response.json({ value: await ROUTES[pathname](request, env) });
    } catch (error) {
      const { name, path } = error;
      return Response.json({ error: { name, path, ours: isThreadlineError(error) } });
    }
  },
};
