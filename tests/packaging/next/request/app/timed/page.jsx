import { Heymarket } from "threadline";

export const revalidate = 60;

const heymarket = new Heymarket({
  apiKey: process.env.HEYMARKET_API_KEY,
  baseUrl: process.env.HEYMARKET_URL,
  fetch: (url, { cache, ...init }) => fetch(url, init),
});

export default async function Page() {
  return <pre>{await heymarket.countConversations()}</pre>;
}
