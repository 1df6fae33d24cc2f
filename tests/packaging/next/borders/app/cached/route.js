import * as threadline from "threadline";
import { arrival, crossings } from "../../../tour.mjs";
import { errorOf, sentAnew } from "../../errors.js";

async function thrown(name) {
  "use cache";
  throw errorOf(name);
}

async function returned(name) {
  "use cache";
  return errorOf(name);
}

async function inside(name) {
  "use cache";
  return { error: errorOf(name) };
}

/** `_border` makes another entry of the cache: the errors are others, too. */
async function json(name, _border) {
  "use cache";
  return errorOf(name).toJSON();
}

const arriving = (call) => async (name) =>
  arrival(threadline, await call(name).catch((error) => error));

const insideOf = async (name) => (await inside(name)).error;

const across = async (border, call) =>
  crossings(
    await sentAnew(),
    arriving(call),
    arriving((name) => json(name, border)),
  );

export const GET = async () =>
  Response.json({
    "thrown by a function with `use cache`": await across("thrown", thrown),
    "returned by a function with `use cache`": await across("returned", returned),
    "returned by a function with `use cache`, inside an object": await across("inside", insideOf),
  });
