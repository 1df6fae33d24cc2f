// A CommonJS file gets declarations of its own kind, of every entry.

import { Heymarket, isNotFoundError, type NotFoundError } from "threadline";
import { init } from "threadline/slim";
import { fakeServices } from "threadline/testing";

export const results = async () => {
  const services = await fakeServices();
  await init({ module: new Uint8Array() });
  const heymarket = new Heymarket({ apiKey: "key", fetch: services.fetch });
  const count: number = await heymarket.countConversations();
  const refusal = (error: unknown): NotFoundError | undefined =>
    isNotFoundError(error) ? error : undefined;
  return { count, refusal };
};
