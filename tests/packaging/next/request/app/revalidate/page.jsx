import { reading } from "../../reading.js";

export default async function Page() {
  return <pre>{await reading.countConversations()}</pre>;
}
