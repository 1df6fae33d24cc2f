import { Suspense } from "react";
import { isNotFoundError } from "threadline";
import { conversation } from "../../conversation.js";

const Conversation = async ({ searchParams }) => {
  const { found, error } = await conversation((await searchParams).id);
  return <pre>{isNotFoundError(error) ? error.code : found.id}</pre>;
};

export default function Page({ searchParams }) {
  return (
    <Suspense fallback="…">
      <Conversation searchParams={searchParams} />
    </Suspense>
  );
}
