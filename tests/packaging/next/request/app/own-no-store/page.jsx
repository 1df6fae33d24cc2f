import { Heymarket } from "threadline";

const heymarket = new Heymarket({
  apiKey: process.env.HEYMARKET_API_KEY,
  baseUrl: process.env.HEYMARKET_URL,
  fetch: (url, init) => fetch(url, { ...init, cache: "no-store" }),
});

export default async function Page() {
  return <pre>{await heymarket.countConversations()}</pre>;
}
