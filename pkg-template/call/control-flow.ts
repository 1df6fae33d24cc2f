// Frameworks steer by what is thrown: a redirect, a page that must not be rendered ahead, a promise to wait for. What
// the caller's own functions throw for them goes through every layer as it is.

/** Something thrown that is none of ours: the call ends with it, whatever it is. */
export class Passed {
  constructor(thrown) {
    this.thrown = thrown;
  }
}

const NAME = /^\[object (\w*Error|DOMException)]$/;

/** Whether it is an error of whatever realm. */
const isError = (thrown) =>
  thrown instanceof Error ||
  NAME.test(Object.prototype.toString.call(thrown)) ||
  (typeof thrown?.message === "string" && typeof thrown.stack === "string");

// Of h3 (Nitro, Nuxt), of http-errors (Express, Koa, Fastify), and of Hono and NestJS, in turn. A status alone does not
// do: the errors of HTTP clients have one, too.
const isResponse = (error) =>
  error.constructor?.__h3_error__ === true ||
  "unhandled" in error ||
  typeof error.expose === "boolean" ||
  typeof error.getResponse === "function";

/** Whether an error tells a framework what to do: by a `digest` (Next.js), or by the response that it shall give. */
const isInstruction = (error) => {
  const status = error.statusCode ?? error.status;
  return (
    typeof error.digest === "string" ||
    (typeof status === "number" && isResponse(error)) ||
    `${error.type}`.startsWith("AstroAction")
  );
};

/** Whether it steers a framework: nobody does so by a text or by nothing, which bridges to other languages throw. */
export const steers = (thrown) => {
  try {
    return Object(thrown) === thrown && (!isError(thrown) || isInstruction(thrown));
  } catch {
    return false;
  }
};
