import { heymarket } from "../../heymarket.js";

export default async function Page() {
  return <pre>{await heymarket.countConversations()}</pre>;
}
