// Errors that cross what Workers have: calls of another Worker and of a Durable Object, a clone, storage. Runs as two
// Workers, an old and a new one: the new one's date is that from which workerd keeps the fields of an error.

import { DurableObject, WorkerEntrypoint } from "cloudflare:workers";
import * as threadline from "threadline";
import { arrival, crossings, crossingsOf, everyError, sentOf, takenForOurs } from "./tour.mjs";

// Created for each border: workerd adds fields to an error that is thrown across one, on the side that throws too.
let errors;

const sending = (Base) =>
  class extends Base {
    async sent() {
      errors = await everyError(threadline);
      return sentOf(errors);
    }

    async thrown(name) {
      throw errors[name];
    }

    async returned(name) {
      return errors[name];
    }

    async json(name) {
      return errors[name].toJSON();
    }
  };

export class Sender extends sending(WorkerEntrypoint) {}

export class Keeper extends sending(DurableObject) {
  async fetch(request) {
    return this.thrown(new URL(request.url).searchParams.get("name"));
  }

  async stored() {
    const { storage } = this.ctx;
    return crossingsOf(await everyError(threadline), async (value) => {
      await storage.put("error", value);
      return arrival(threadline, await storage.get("error"));
    });
  }
}

/** What arrives of a call: what it returned, or what it threw. */
const arriving = (call) => async (name) => {
  let value;
  try {
    value = await call(name);
  } catch (error) {
    value = error;
  }
  return arrival(threadline, value);
};

const across = async (api, way) =>
  crossings(
    await api.sent(),
    arriving((name) => api[way](name)),
    arriving((name) => api.json(name)),
  );

const fromFetch = async (keeper) =>
  crossings(
    await keeper.sent(),
    arriving((name) => keeper.fetch(`https://keeper/?name=${name}`)),
  );

/** From a Worker that fails, and its Durable Object, to this one. */
const towards = async (sender, keeper) => ({
  "thrown by another Worker": await across(sender, "thrown"),
  "returned by another Worker": await across(sender, "returned"),
  "thrown by a Durable Object": await across(keeper, "thrown"),
  "returned by a Durable Object": await across(keeper, "returned"),
  "thrown by a Durable Object's `fetch`": await fromFetch(keeper),
});

const inside = async (keeper) => ({
  "`structuredClone`": await crossingsOf(await everyError(threadline), async (value) =>
    arrival(threadline, structuredClone(value)),
  ),
  "`storage.put`": await keeper.stored(),
});

export default {
  async fetch(request, env) {
    const { pathname } = new URL(request.url);
    const { AGE, OLD, NEW, OLD_KEEPER, NEW_KEEPER, NEW_ITSELF } = env;
    if (pathname === "/new" && AGE === "old") return NEW_ITSELF.fetch(request);
    const [old, young] = [OLD_KEEPER, NEW_KEEPER].map((all) => all.get(all.idFromName("one")));
    return Response.json({
      foreign: takenForOurs(threadline, { "a stub of another Worker": OLD }),
      inside: await inside(AGE === "new" ? young : old),
      fromOld: await towards(OLD, old),
      fromNew: await towards(NEW, young),
    });
  },
};
