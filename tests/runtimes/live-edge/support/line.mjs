// A line between pages and the edge that can be cut, as a network does it: without a goodbye.

import { once } from "node:events";
import { connect, createServer } from "node:net";

export const startLine = async (origin) => {
  const { port } = new URL(origin);
  const pairs = new Set();
  const server = createServer((near) => {
    const far = connect(port, "127.0.0.1");
    const pair = [near, far];
    pairs.add(pair);
    for (const end of pair) {
      end.setNoDelay(true);
      end.on("error", () => {});
      end.on("close", () => {
        pairs.delete(pair);
        for (const other of pair) other.destroy();
      });
    }
    near.pipe(far);
    far.pipe(near);
  });
  server.listen({ port: 0, host: "127.0.0.1", backlog: 4096 });
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    /** Ends all connections at once; how many there were. */
    cut() {
      const ends = [...pairs].flat();
      for (const end of ends) end.resetAndDestroy();
      return ends.length / 2;
    },
    async stop() {
      this.cut();
      server.close();
      await once(server, "close");
    },
  };
};
