// A page, as far as a client sees one.

/** Makes a client as in a page, which has one user. */
export const inPage = (make) => {
  const { versions } = process;
  Object.defineProperty(process, "versions", { value: {}, configurable: true });
  globalThis.document = {};
  try {
    return make();
  } finally {
    Object.defineProperty(process, "versions", { value: versions, configurable: true });
    delete globalThis.document;
  }
};
