import { isThreadlineError } from "threadline";
import { heymarket } from "../../heymarket.js";
import { Shown } from "./shown.jsx";

export default async function Page() {
  const error = await heymarket.getConversation({ id: 1 }).catch((error) => {
    if (!isThreadlineError(error)) throw error;
    return error.toJSON();
  });
  return <Shown error={error} />;
}
