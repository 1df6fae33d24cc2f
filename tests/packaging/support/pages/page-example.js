import { isRateLimitError, RateLimitError } from "threadline";
import { getConversation } from "./getting.js";

globalThis.report = getConversation(9920).then(
  () => "no error",
  (error) => ({
    isInstance: error instanceof RateLimitError,
    isKnown: isRateLimitError(error),
    name: error.name,
    status: error.status,
    retryAfterMs: error.retryAfterMs,
    hasTime: error.retryAt instanceof Date && error.retryAt > new Date(),
  }),
);
