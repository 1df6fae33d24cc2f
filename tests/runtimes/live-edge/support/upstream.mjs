// Heymarket as far as the hub reads it, with its conversations, and the time that it takes, in the test's hands.

import { once } from "node:events";
import { createServer } from "node:http";
import { sleep } from "../../support/doubles.mjs";

const bodyOf = async (request) => {
  let text = "";
  for await (const piece of request) text += piece;
  return text && JSON.parse(text);
};

export const startUpstream = async () => {
  const upstream = {
    url: undefined,
    /** By id, as Heymarket writes them. */
    chats: new Map(),
    /** Reads of conversations, in the order in which they arrived: `{ id, at, endedAt }`. */
    reads: [],
    running: 0,
    /** The most that were under way at once. */
    most: 0,
    /** How long a read takes before and after it looks at the conversation: milliseconds, or promises. */
    takes: () => [0, 0],
    /** The status that a read fails with, if it does. */
    fails: () => undefined,
    readsOf: (id) => upstream.reads.filter((read) => read.id === id),
    change: (id, fields) => Object.assign(upstream.chats.get(id), fields),
    /** Waits until so many reads have arrived. */
    async arrived(count, id) {
      const soFar = () => (id === undefined ? upstream.reads : upstream.readsOf(id)).length;
      while (soFar() < count) await sleep(2);
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };

  const read = async (id) => {
    const one = { id, at: performance.now() };
    upstream.reads.push(one);
    upstream.most = Math.max(upstream.most, ++upstream.running);
    const [before, after] = upstream.takes(id);
    const pass = (time) => (typeof time === "number" ? time && sleep(time) : time);
    await pass(before);
    const status = upstream.fails(id);
    const found = JSON.stringify(upstream.chats.get(id));
    await pass(after);
    upstream.running--;
    one.endedAt = performance.now();
    return status ? [status, "{}"] : found ? [200, found] : [404, "{}"];
  };

  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://upstream");
    const body = await bodyOf(request);
    const id = Number(pathname.split("/").at(-1));
    let answer = [404, "{}"];
    if (request.method === "GET") answer = await read(id);
    if (pathname === "/v1/conversations/read") {
      const chat = [...upstream.chats.values()].find(
        ({ target, inbox }) => target === body.target && inbox.id === body.inbox_id,
      );
      // As the service does it: it does not count as a change.
      if (chat) {
        chat.read = true;
        answer = [200, '"ok"'];
      }
    }
    if (pathname === "/v1/conversations") {
      answer = [200, JSON.stringify([...upstream.chats.values()])];
    }
    response.writeHead(answer[0], { "content-type": "application/json" }).end(answer[1]);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  upstream.url = `http://127.0.0.1:${server.address().port}`;
  return upstream;
};
