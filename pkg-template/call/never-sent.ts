// Whether the platform says of a request that failed that it was never sent: there was no connection to send it over.

// Of Node's and Bun's sockets, resolvers and TLS.
const CODES =
  /^(ECONNREFUSED|ConnectionRefused|ENOTFOUND|EAI_\w+|ENETUNREACH|EHOSTUNREACH|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT|CERT_\w+|ERR_TLS_CERT_ALTNAME_INVALID|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_(GET|VERIFY)_\w+)$/;

// Of Deno, which has no codes.
const WORDS = /client error \(Connect\)/;

// A connection that was there may end by the same codes.
const BEFORE = /^(connect|getaddrinfo)/;

const says = (error, depth = 0) => {
  if (typeof error !== "object" || !error || depth > 5) return false;
  const { code, syscall, message, errors, cause } = error;
  // Of several addresses, each was tried.
  if (Array.isArray(errors) && errors.length) return errors.every((one) => says(one, depth + 1));
  if (CODES.test(code)) return syscall === undefined || BEFORE.test(syscall);
  return WORDS.test(message) || says(cause, depth + 1);
};

export const wasNeverSent = (error) => {
  try {
    return says(error);
  } catch {
    return false;
  }
};
