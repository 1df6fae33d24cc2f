// What people write in the place of a Response.

const { Heymarket, Qlara } = require("threadline");

const client = (fetch) => new Heymarket({ apiKey: "key", fetch });

const INSTEAD = "return new Response(JSON.stringify(data)), or use fakeServices()";

describe("a stub that is not a Response ends the call at once, and the error says what to return:", () => {
  const json = async () => ({ id: 7 });
  test.each([
    ["a spy without an implementation", undefined, "Response, but with undefined"],
    ["an object with json()", { ok: true, status: 200, json }, "an object without"],
    ["an object without a status", { ok: true, json }, "an object without"],
    ["the data itself", { id: 7 }, "an object without"],
    ["the data's text", '{"id":7}', "Response, but with a string"],
  ])("%s", async (_, response, says) => {
    const fetch = jest.fn(async () => response);
    const error = await client(fetch)
      .getConversation({ id: 7 })
      .catch((error) => error);
    expect(error).toMatchObject({ name: "ConnectionError", operation: "getConversation" });
    expect(error.message).toContain(says);
    expect(error.message).toContain(INSTEAD);
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  test("of a send", async () => {
    const fetch = async () => ({ ok: true, status: 200, json });
    const call = new Qlara({ apiKey: "key", fetch }).reply({ chatId: 8, message: "Hi" });
    const error = await call.catch((error) => error);
    expect(error.name).toBe("OutcomeUnknownError");
    expect(error.message).toContain(INSTEAD);
  });
});

test("one Response for two calls: the error says that its body was already read", async () => {
  const fetch = jest.fn().mockResolvedValue(new Response('{"id":7}'));
  const heymarket = client(fetch);
  expect(await heymarket.getConversation({ id: 7 })).toMatchObject({ id: 7 });
  const error = await heymarket.getConversation({ id: 7 }).catch((error) => error);
  expect(error.name).toBe("ConnectionError");
  expect(error.message).toContain("was read already");
});

describe("a stub that can be read is a Response:", () => {
  const headers = new Headers();
  const bytes = new TextEncoder().encode('{"id":7}');
  test.each([
    ["with text()", { status: 200, headers, text: async () => '{"id":7}' }],
    ["with arrayBuffer()", { status: 200, headers, arrayBuffer: async () => bytes.buffer }],
    ["with a stream", { status: 200, headers, body: new Blob([bytes]).stream() }],
  ])("%s", async (_, response) => {
    const { id } = await client(async () => response).getConversation({ id: 7 });
    expect(id).toBe(7);
  });
});

test("a stub that gives no promise is taken as well", async () => {
  const { id } = await client(() => new Response('{"id":7}')).getConversation({ id: 7 });
  expect(id).toBe(7);
});
