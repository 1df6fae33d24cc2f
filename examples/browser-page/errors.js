// Every error in words: what happened, and what the person at the page can do.

import { isThreadlineError } from "threadline";

const words = {
  INVALID_ARGUMENT: {
    title: "This was not sent",
    advice: (error) =>
      `The request is incomplete or wrong (${said(error)}). Refresh, then try again.`,
  },
  AUTHENTICATION: { title: "You are signed out", advice: () => "Sign in again to go on." },
  PERMISSION_DENIED: {
    title: "You may not do this",
    advice: () => "Ask who runs your team to let you into this inbox.",
  },
  NOT_FOUND: {
    title: "This conversation is not there any more",
    advice: () => "It may have been moved or removed. Refresh the list.",
  },
  INVALID_REQUEST: {
    title: "The service refused this",
    advice: (error) => `Nothing was changed: ${said(error)}.`,
  },
  RATE_LIMIT: {
    title: "Too many requests just now",
    advice: () => "Your team has used up this minute's requests. Wait a moment, then try again.",
  },
  SERVER: {
    title: "The service has a problem",
    advice: () => "This is not your doing. Try again in a moment.",
  },
  CONNECTION: {
    title: "No connection",
    advice: () => "The server could not be reached. Check your network, then try again.",
  },
  TIMEOUT: {
    title: "The answer took too long",
    advice: () => "It may still have worked: try again, nothing is done twice.",
  },
  DECODE: {
    title: "The answer could not be read",
    advice: () => "The service sent something unexpected. If it stays so, report it.",
  },
  REDIRECT: {
    title: "The endpoint points elsewhere",
    advice: () => "It answered with a redirect, which is not followed. Check its address.",
  },
  REPLY_TOO_LARGE: {
    title: "The answer was too large",
    advice: () => "Choose a single inbox or channel and try again.",
  },
  OUTCOME_UNKNOWN: {
    title: "It is not known whether this was done",
    advice: () => "The answer was lost on the way. Look at the conversation before you try again.",
  },
  INTERNAL: {
    title: "The page's own code failed",
    advice: () => "Reload the page. If it happens again, report it.",
  },
};

const unknown = {
  title: "Something went wrong",
  advice: ({ message }) => message,
};

/** `{ title, advice, retry, detail, unsure }`. `once`: it must not happen twice. */
export function inWords(error, { once = false } = {}) {
  // A service that failed may have done it before.
  const code = once && error.code === "SERVER" ? "OUTCOME_UNKNOWN" : error.code;
  const { title, advice } = (isThreadlineError(error) && words[code]) || unknown;
  const { retryable: retry = true } = error;
  const unsure = code === "OUTCOME_UNKNOWN";
  return { title, advice: advice(error), retry, detail: detailOf(error), unsure };
}

/** The message without the operation's name, which stands in the detail. */
function said({ message, operation }) {
  return message.replace(`${operation}: `, "").replace(/\.$/, "");
}

/** What a report should name. */
function detailOf({ operation, status, path, requestId }) {
  const parts = [
    operation,
    path && `at ${path}`,
    status && `status ${status}`,
    requestId && `request ${requestId}`,
  ];
  return parts.filter(Boolean).join(" · ");
}
