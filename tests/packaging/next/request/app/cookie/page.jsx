import { isThreadlineError } from "threadline";
import { inbox } from "../../inbox.js";

export default async function Page() {
  const count = await inbox.countConversations().catch((error) => {
    if (!isThreadlineError(error)) throw error;
    return error.code;
  });
  return <pre>{count}</pre>;
}
