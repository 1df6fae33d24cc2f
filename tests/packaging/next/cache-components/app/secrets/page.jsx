import { Suspense } from "react";
import { bySecrets } from "../../clients.js";

const Count = async () => <pre>{await bySecrets.countConversations()}</pre>;

export default function Page() {
  return (
    <Suspense fallback="…">
      <Count />
    </Suspense>
  );
}
