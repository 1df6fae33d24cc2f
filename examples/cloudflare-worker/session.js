// Who may use this inbox, and as whom.
//
// Put your own sign-in here: read a session cookie, verify a JWT of your identity provider … The API keys reach every
// inbox and channel of the team: if a member must not, name those that the session sees, as in
// `heymarket: { userId, inboxes: [2222] }`.

/** The session of a request, or null when there is none. */
export async function authorize(request, { SESSION_TOKEN, DIRECTORY }) {
  const [scheme, token] = (request.headers.get("Authorization") ?? "").split(" ");
  if (scheme !== "Bearer" || !token || !SESSION_TOKEN) return null;
  if (!(await sameText(token, SESSION_TOKEN))) return null;
  const { heymarket, qlara } = DIRECTORY;
  return {
    // Here all share one token. With a sign-in of your own it is the user's id, by which the others see who did what.
    user: "member",
    heymarket: heymarket && { userId: heymarket.userId },
    qlara: qlara && {},
  };
}

/** `GET /session`: what the page offers to choose from. Undefined for any other request. */
export function directory(request, env) {
  const isAsked = request.method === "GET" && new URL(request.url).pathname === "/session";
  return isAsked ? choices(request, env) : undefined;
}

async function choices(request, env) {
  const headers = { "Cache-Control": "no-store" };
  if (await authorize(request, env)) return Response.json(env.DIRECTORY, { headers });
  return Response.json({ message: "Sign in to use this inbox." }, { status: 401, headers });
}

// Digests have one length, so the time taken reveals neither length nor position of a difference.
async function sameText(left, right) {
  const digest = (text) => crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  const [a, b] = await Promise.all([digest(left), digest(right)]);
  return crypto.subtle.timingSafeEqual(a, b);
}
