import { notFound, permanentRedirect, redirect } from "next/navigation";
import { Heymarket } from "threadline";

const WHATS = {
  redirect: () => redirect("/elsewhere"),
  permanentRedirect: () => permanentRedirect("/elsewhere"),
  notFound,
};

const call = (options) =>
  new Heymarket({ baseUrl: process.env.HEYMARKET_URL, ...options }).countConversations();

const WHERES = {
  page: (steer) => steer(),
  token: (steer) => call({ token: async () => steer() }),
  fetch: (steer) => call({ apiKey: "key", fetch: async () => steer() }),
};

export default async function Page({ params }) {
  const { where, what } = await params;
  return <pre>{await WHERES[where](WHATS[what])}</pre>;
}
