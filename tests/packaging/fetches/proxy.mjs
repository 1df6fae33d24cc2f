// A proxy that tunnels and forwards, and remembers what it has seen.

import { once } from "node:events";
import { createServer, request as send } from "node:http";
import { connect } from "node:net";

/** `hosts` says where a host is in truth. */
export const startProxy = async (hosts = {}) => {
  const sockets = new Set();
  const keep = (socket) => {
    sockets.add(socket);
    socket.on("error", () => {}).on("close", () => sockets.delete(socket));
    return socket;
  };
  const seen = { tunnels: [], forwarded: 0, ports: [] };
  const remember = (socket) => socket.on("connect", () => seen.ports.push(socket.localPort));

  const server = createServer((request, response) => {
    seen.forwarded++;
    const { method, headers, url } = request;
    const onward = send(url, { method, headers, agent: false });
    onward.on("socket", (socket) => remember(keep(socket)));
    onward.on("response", (found) => {
      response.writeHead(found.statusCode, found.rawHeaders);
      found.on("error", () => response.destroy()).pipe(response);
    });
    onward.on("error", () => response.destroy());
    response.on("close", () => onward.destroy());
    request.pipe(onward);
  });
  server.on("connect", (request, near, head) => {
    seen.tunnels.push(`${request.url} ${request.rawHeaders}`);
    const { hostname, port } = new URL(`http://${hosts[request.url] ?? request.url}`);
    const far = keep(connect(port, hostname));
    keep(near);
    remember(far);
    far.on("connect", () => {
      near.write("HTTP/1.1 200 Connection established\r\n\r\n");
      far.write(head);
      near.pipe(far).pipe(near);
    });
    far.on("close", () => near.destroy());
    near.on("close", () => far.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    seen,
    stop: () => {
      for (const socket of sockets) socket.destroy();
      server.closeAllConnections();
      server.close();
    },
  };
};
