// What docs/testing.md says does not work: once it does, the page has to change.

const { once } = require("node:events");
const { createServer } = require("node:http");

const server = createServer((_, response) => {
  response.setHeader("content-type", "application/json");
  response.end('{"id":7}');
});
let baseUrl;
beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  baseUrl = `http://127.0.0.1:${server.address().port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const read = async () => {
  const { Heymarket } = require("threadline");
  return (await new Heymarket({ apiKey: "key", baseUrl }).getConversation({ id: 7 })).id;
};

test("MockAgent does not reach the global fetch: the request goes out", async () => {
  const { MockAgent, setGlobalDispatcher } = require("undici");
  const agent = new MockAgent();
  agent.disableNetConnect();
  setGlobalDispatcher(agent);
  expect(await read()).toBe(7);
});

test("nock 13 does not know fetch: the request goes out", async () => {
  const nock = require("nock13");
  nock.disableNetConnect();
  try {
    expect(await read()).toBe(7);
  } finally {
    nock.restore();
  }
});

test("AbortSignal.timeout() is not faked", async () => {
  jest.useFakeTimers();
  const signal = AbortSignal.timeout(1_000_000);
  await jest.advanceTimersByTimeAsync(1_000_000);
  jest.useRealTimers();
  expect(signal.aborted).toBe(false);
});
