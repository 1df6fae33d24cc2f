// What docs/testing.md says does not work: once it does, the page has to change.

import { MockAgent, setGlobalDispatcher } from "undici";
import { expect, test, vi } from "vitest";

test("MockAgent does not see the body of a request that Node's fetch makes", async () => {
  const agent = new MockAgent();
  agent.disableNetConnect();
  setGlobalDispatcher(agent);
  const origin = "http://service.invalid";
  const post = (more) => agent.get(origin).intercept({ path: "/", method: "POST", ...more });
  const request = () => fetch(origin, { method: "POST", body: "text" });
  post({ body: "text" }).reply(200, {});
  await expect(request()).rejects.toMatchObject({
    cause: { code: "UND_MOCK_ERR_MOCK_NOT_MATCHED" },
  });
  const given = [];
  post().reply(200, ({ body }) => given.push(typeof body) && {});
  await request();
  expect(given).toEqual(["object"]);
});

test("AbortSignal.timeout() is not faked", async () => {
  vi.useFakeTimers();
  const signal = AbortSignal.timeout(1_000_000);
  await vi.advanceTimersByTimeAsync(1_000_000);
  vi.useRealTimers();
  expect(signal.aborted).toBe(false);
});
