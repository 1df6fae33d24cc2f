import { cacheTag } from "next/cache";
import { bySecrets } from "../../clients.js";
import { heymarket } from "../../heymarket.js";

// The pages with `<Suspense>` ask for the same at the same time, when all of them are made ahead.
const counts = async () => {
  "use cache";
  cacheTag("conversations");
  return [await heymarket.countConversations(), await bySecrets.countConversations()];
};

export default async function Page() {
  return <pre>{JSON.stringify(await counts())}</pre>;
}
