// Every error in words: what happened, and what the person at the page can do.

import { isThreadlineError } from "threadline";

const words = {
  INVALID_ARGUMENT: {
    title: "This was not sent",
    advice: (error) =>
      `The request is incomplete or invalid (${said(error)}). Refresh, then try again.`,
  },
  AUTHENTICATION: { title: "You are signed out", advice: () => "Sign in again to continue." },
  PERMISSION_DENIED: {
    title: "You do not have access",
    advice: () => "Ask your team's administrator for access to this inbox.",
  },
  NOT_FOUND: {
    title: "This conversation no longer exists",
    advice: () => "It may have been moved or removed. Refresh the list.",
  },
  INVALID_REQUEST: {
    title: "The service rejected this request",
    advice: (error) => `Nothing was changed: ${said(error)}.`,
  },
  RATE_LIMIT: {
    title: "Too many requests",
    advice: () =>
      "Your team has reached its limit of requests per minute. Wait a minute, then try again.",
  },
  SERVER: {
    title: "The service has a problem",
    advice: () => "It is not your fault. Try again in a moment.",
  },
  CONNECTION: {
    title: "No connection",
    advice: () => "The server could not be reached. Check your network, then try again.",
  },
  TIMEOUT: {
    title: "The request timed out",
    advice: () => "It may still have worked. You can safely try again: nothing is done twice.",
  },
  DECODE: {
    title: "The response could not be read",
    advice: () => "The service sent something unexpected. If this keeps happening, report it.",
  },
  REDIRECT: {
    title: "The endpoint redirects elsewhere",
    advice: () => "Redirects are not followed. Check the endpoint's address.",
  },
  REPLY_TOO_LARGE: {
    title: "The response was too large",
    advice: () => "Choose a single inbox or channel and try again.",
  },
  OUTCOME_UNKNOWN: {
    title: "This may or may not have been done",
    advice: () => "The response was lost. Check the conversation before you try again.",
  },
  INTERNAL: {
    title: "This page has a problem",
    advice: () => "Reload the page. If this keeps happening, report it.",
  },
};

const unknown = {
  title: "Something went wrong",
  advice: ({ message }) => message,
};

/** `{ title, advice, retry, detail, unsure }`. `once`: it must not happen twice. */
export function inWords(error, { once = false } = {}) {
  // A service that failed may have done it before it failed.
  const code = once && error.code === "SERVER" ? "OUTCOME_UNKNOWN" : error.code;
  const { title, advice } = (isThreadlineError(error) && words[code]) || unknown;
  const { retryable: retry = true } = error;
  const unsure = code === "OUTCOME_UNKNOWN";
  return { title, advice: advice(error), retry, detail: detailOf(error), unsure };
}

/** The message without the operation's name, which is in the detail. */
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
