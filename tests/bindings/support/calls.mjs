// Makes calls, in whatever runtime: pages and Workers load this file too.

/** What an error tells, all the way down. */
export const plainError = (error) => {
  const { name, code, message, path, status, attempts, retryable, cause } = error;
  const words = { name, code, message, path, status, attempts, retryable };
  return { isError: error instanceof Error, ...words, cause: cause && plainError(cause) };
};

/** The clients of a module, for the fake services. */
export const clientsOf = (module, { url, keys }, options) => {
  const clientOf = (name) =>
    new module[name]({ apiKey: keys[name], baseUrl: url, rateLimit: false, ...options });
  return { Heymarket: clientOf("Heymarket"), Qlara: clientOf("Qlara") };
};

/** The values of some calls, one after the other; or the error of the first that fails. */
export const results = async (clients, calls) => {
  const values = [];
  for (const { client, name, input } of calls) {
    try {
      values.push(await clients[client][name](input));
    } catch (error) {
      return { error: plainError(error) };
    }
  }
  return { values };
};
