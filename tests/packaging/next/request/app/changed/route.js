import { revalidateTag } from "next/cache";

export const POST = () => {
  revalidateTag("conversations", { expire: 0 });
  return new Response();
};
