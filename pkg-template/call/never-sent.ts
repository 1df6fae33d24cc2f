// Whether the platform says of a request that failed that it was never sent: there was no connection to send it over.

// Of the sockets, resolvers and TLS of Node and Bun.
const CODES =
  /^(ECONNREFUSED|ConnectionRefused|ENOTFOUND|EAI_\w+|ENETUNREACH|EHOSTUNREACH|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT|CERT_\w+|ERR_TLS_CERT_ALTNAME_INVALID|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_(GET|VERIFY)_\w+)$/;

// Deno's, which has no codes.
const WORDS = /client error \(Connect\)/;

// An established connection may end with the same codes.
const BEFORE = /^(connect|getaddrinfo)/;

interface SystemError {
  readonly code: string;
  readonly syscall?: string;
  readonly message: string;
  readonly errors?: unknown;
  readonly cause?: unknown;
}

const says = (error: unknown, depth = 0): boolean => {
  if (typeof error !== "object" || !error || depth > 5) return false;
  const { code, syscall, message, errors, cause } = error as SystemError;
  // One for each of several addresses.
  if (Array.isArray(errors) && errors.length) return errors.every((one) => says(one, depth + 1));
  if (CODES.test(code)) return syscall === undefined || BEFORE.test(syscall);
  return WORDS.test(message) || says(cause, depth + 1);
};

export const wasNeverSent = (error: unknown): boolean => {
  try {
    return says(error);
  } catch {
    return false;
  }
};
