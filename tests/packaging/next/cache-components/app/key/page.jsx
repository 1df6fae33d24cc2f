import { Suspense } from "react";
import { heymarket } from "../../heymarket.js";

const Count = async () => <pre>{await heymarket.countConversations()}</pre>;

export default function Page() {
  return (
    <Suspense fallback="…">
      <Count />
    </Suspense>
  );
}
