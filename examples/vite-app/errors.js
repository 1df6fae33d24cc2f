// Errors in words: what happened, and what the person at the page can do.

import { isThreadlineError } from "threadline";

const words = {
  AUTHENTICATION: "You are signed out. Sign in again.",
  PERMISSION_DENIED: "You have no access to this inbox. Ask who runs your team.",
  NOT_FOUND: "This conversation is not there any more. Load the list again.",
  RATE_LIMIT: "Too many requests just now. Wait a moment, then try again.",
  SERVER: "The service has a problem. Try again in a moment.",
  CONNECTION: "The service could not be reached. Check your network, then try again.",
  TIMEOUT: "The answer took too long. Try again.",
  DECODE: "The service answered something that cannot be read. If it stays so, report it.",
  OUTCOME_UNKNOWN:
    "It is not known whether this was sent: the answer was lost. Look at the conversation before you send it again.",
};

export const inWords = (error) =>
  (isThreadlineError(error) && words[error.code]) || error.message || "Something went wrong.";
