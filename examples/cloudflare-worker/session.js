// Who may use this endpoint, and as whom.
//
// Put your own sign-in here: read a session cookie, verify a JWT of your identity provider …
// What it must give back is, for each service that the page may use, who acts in it and what the page
// may offer to choose from. The API keys reach every inbox and channel of the team: if your members
// must not, compare the inbox of each request with the session's here too.

/** The session of this request, by service, or null when there is none. */
export async function authorize(request, env) {
  const [scheme, token] = (request.headers.get("Authorization") ?? "").split(" ");
  if (scheme !== "Bearer" || !token || !env.SESSION_TOKEN) return null;
  if (!(await sameText(token, env.SESSION_TOKEN))) return null;
  const { heymarket, qlara } = env.DIRECTORY;
  return { heymarket, qlara };
}

// Digests have one length, so the time taken reveals neither length nor position of a difference.
async function sameText(left, right) {
  const digest = (text) => crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  const [a, b] = await Promise.all([digest(left), digest(right)]);
  return crypto.subtle.timingSafeEqual(a, b);
}
