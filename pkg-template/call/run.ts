// A method call: its options, its input, shared with an equal one or not; gives errors the caller's own trace.

import { settingsOf } from "../client/client.ts";
import { checkCall, type Options } from "../client/options.ts";
import type { Settings } from "../client/settings.ts";
import { needs } from "../common/needs.ts";
import { promised } from "../common/promises.ts";
import { ThreadlineError, TimeoutError } from "../errors/errors.ts";
import { traceFrom } from "../errors/trace.ts";
import { stringify } from "../module/input.ts";
import { type Module, moduleFailed } from "../module/runtime.ts";
import { Call } from "./call.ts";
import { join } from "./coalesce.ts";
import { Passed } from "./control-flow.ts";
import { ABORTED, STOP } from "./deadline.ts";
import { retryLoop } from "./retry-loop.ts";

/** Makes a call of an operation, by its place in the table; `isRead`: nothing changes at the service. */
export type Run = (
  client: object,
  operation: number,
  name: string,
  isRead: boolean,
  input: unknown,
  options: unknown,
) => Promise<unknown>;

/** The error that the caller gets. */
const shown = (call: Call, error: unknown): ThreadlineError => {
  if (error === STOP) {
    const limit = call.deadline.isLate ? "deadlineMs" : "timeoutMs";
    return new TimeoutError(`${limit} passed before anything was sent`);
  }
  return error instanceof ThreadlineError ? error : moduleFailed(error, call.attempts > 0);
};

/** Runs the calls of all clients with a module. */
export const runner = ({ ready, enter }: Module): Run => {
  /** What `work` gives within the call's time; what it throws, as the caller gets it. */
  const during = async <T>(call: Call, work: () => Promise<T>): Promise<T> => {
    const { deadline, settings } = call;
    deadline.open();
    try {
      if (!settings.fetch) needs("fetch");
      if (settings.idempotencyKeys) needs("crypto");
      const live = ready();
      if (live instanceof Promise) {
        call.begin();
        await deadline.race(live);
      }
      return await work();
    } catch (error) {
      if (deadline.stopped === ABORTED) throw deadline.reason;
      if (error instanceof Passed) throw error;
      const known = shown(call, error);
      known.attempts ??= call.attempts;
      throw known;
    } finally {
      deadline.close();
    }
  };

  /** The call's data; with `raw`, what came along with it. */
  const complete = (call: Call) => during(call, async () => call.result(await retryLoop(call)));

  /** The credential that a call would be sent with. */
  const credentialOf = (call: Call) =>
    during(call, async () => {
      call.begin();
      return call.deadline.race(promised(() => call.credential.value));
    });

  const settle = async (
    settings: Settings,
    operation: number,
    name: string,
    isRead: boolean,
    input: unknown,
    options: unknown,
  ): Promise<unknown> => {
    needs("performance");
    const checked = checkCall(options);
    const text = stringify(input);
    const make = (own: Options) => new Call(settings, operation, name, text, own, enter);
    const { signal, raw } = checked;
    if (!isRead || !settings.coalesce || raw || signal?.aborted) return complete(make(checked));
    const rest = Object.assign(Object.create(null), checked, { signal: undefined, raw: undefined });
    let key = `${operation} ${text}\n${JSON.stringify(rest)}`;
    let credential: string | undefined;
    if (settings.token) {
      // Somebody else may have signed in since: what was read for one user is not for another.
      const asking = make(checked);
      credential = await credentialOf(asking);
      key += `\n${credential}`;
      rest.deadlineMs = Math.max(asking.deadline.remainingMs, 1);
    }
    const start = () => {
      const call = make(rest);
      call.credential.keep(credential);
      return { call, promise: complete(call) };
    };
    const alone = (deadlineMs: number) => complete(make({ ...checked, deadlineMs }));
    const { deadlineMs = settings.deadlineMs } = rest;
    return join(settings.reads, key, signal, deadlineMs, start, alone);
  };

  const run: Run = async (client, operation, name, isRead, input, options = {}) => {
    let changed: Settings["reads"] | undefined;
    try {
      const settings = settingsOf(client);
      // What is read from now on must not be older than this change.
      if (!isRead) changed = settings.reads;
      changed?.clear();
      return await settle(settings, operation, name, isRead, input, options);
    } catch (error) {
      if (error instanceof Passed) throw error.thrown;
      if (error instanceof ThreadlineError) {
        error.operation ??= name;
        // Rejected before there was a call.
        error.attempts ??= 0;
        traceFrom(error, run);
      }
      throw error;
    } finally {
      changed?.clear();
    }
  };
  return run;
};
