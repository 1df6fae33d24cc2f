// Errors in words: what happened, and what the person at the page can do.

import { isThreadlineError } from "threadline";

const words = {
  AUTHENTICATION: "You are signed out. Sign in again.",
  PERMISSION_DENIED: "You do not have access to this inbox. Ask your team's administrator.",
  NOT_FOUND: "This conversation no longer exists. Load the list again.",
  RATE_LIMIT: "Too many requests. Wait a minute, then try again.",
  SERVER: "The service has a problem. Try again in a moment.",
  CONNECTION: "The service could not be reached. Check your network, then try again.",
  TIMEOUT: "The request timed out. Try again.",
  DECODE: "The service sent a response that cannot be read. If this keeps happening, report it.",
  OUTCOME_UNKNOWN:
    "The response was lost, so this may have been sent. Check the conversation before you send it again.",
};

export const inWords = (error) =>
  (isThreadlineError(error) && words[error.code]) || error.message || "Something went wrong.";
