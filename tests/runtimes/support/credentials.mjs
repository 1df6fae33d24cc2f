// Every way to prove oneself to Heymarket, against the fake: runs as it is in every runtime.

const ways = (key, [first, second]) => ({
  apiKey: { apiKey: key },
  token: { token: async () => key },
  "secretId and secretKey": { secretId: first.id, secretKey: first.key },
  "one of secrets": { secrets: [second] },
  "two secrets": { secrets: [first, second] },
  "two secrets, the first of them rejected": { secrets: [{ ...first, key: "refused" }, second] },
});

/** What comes of a call with each credential, by its name; the fake's conversations are counted. */
export const tryCredentials = async (Heymarket, { key, secrets, ...options }) => {
  const results = {};
  for (const [name, credential] of Object.entries(ways(key, secrets))) {
    const heymarket = new Heymarket({ ...credential, dangerouslyAllowBrowser: true, ...options });
    results[name] = await heymarket.countConversations().catch((error) => `failed: ${error}`);
  }
  return results;
};

/** What must come of them. */
export const ACCEPTED = Object.fromEntries(
  Object.keys(ways("", [{}, {}])).map((name) => [name, 300]),
);
