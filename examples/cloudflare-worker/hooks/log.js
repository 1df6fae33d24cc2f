// What the log says of an error: never the service's message, which may quote a contact.

import { isThreadlineError } from "threadline";

export function logError(what, error) {
  if (!isThreadlineError(error)) return console.error(what, error);
  const { operation, code, status, requestId } = error;
  const request = requestId && `request ${requestId}`;
  console.error([`${what}:`, operation, code, status, request].filter(Boolean).join(" "));
}
