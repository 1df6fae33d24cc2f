// Frameworks control themselves by what is thrown: a redirect, a page that must not be prerendered, a promise to wait
// for. What the caller's own functions throw for them passes through every layer unchanged.

/** Something thrown that the call ends with, whatever it is. */
export class Passed {
  readonly thrown: unknown;

  constructor(thrown: unknown) {
    this.thrown = thrown;
  }
}

const NAME = /^\[object (\w*Error|DOMException)]$/;

type Members = Record<string, unknown>;

/** Whether it is an error, of whatever realm. */
const isError = (thrown: Members): boolean =>
  thrown instanceof Error ||
  NAME.test(Object.prototype.toString.call(thrown)) ||
  (typeof thrown.message === "string" && typeof thrown.stack === "string");

// Of h3 (Nitro, Nuxt), of http-errors (Express, Koa, Fastify), and of Hono and NestJS, in turn. A status alone is not
// enough: the errors of HTTP clients have one, too.
const isResponse = (error: Members): boolean =>
  (error.constructor as unknown as Members | undefined)?.__h3_error__ === true ||
  "unhandled" in error ||
  typeof error.expose === "boolean" ||
  typeof error.getResponse === "function";

/** Whether an error tells a framework what to do: by a `digest` (Next.js), or by the response to send. */
const isInstruction = (error: Members): boolean => {
  const status = error.statusCode ?? error.status;
  return (
    typeof error.digest === "string" ||
    (typeof status === "number" && isResponse(error)) ||
    `${error.type}`.startsWith("AstroAction")
  );
};

/** Whether it controls a framework: a string or nothing, which bridges to other languages throw, never does. */
export const steers = (thrown: unknown): boolean => {
  try {
    if (Object(thrown) !== thrown) return false;
    const members = thrown as Members;
    return !isError(members) || isInstruction(members);
  } catch {
    return false;
  }
};
