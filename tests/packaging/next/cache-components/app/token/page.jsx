import { Suspense } from "react";
import { isAuthenticationError } from "threadline";
import { byToken } from "../../clients.js";

const Count = async () => {
  const count = await byToken.countConversations().catch((error) => {
    if (isAuthenticationError(error)) return error.code;
    throw error;
  });
  return <pre>{count}</pre>;
};

export default function Page() {
  return (
    <Suspense fallback="…">
      <Count />
    </Suspense>
  );
}
