// Servers that write exactly the bytes of a row (`wire-rows.mjs`), and count what arrives at them. One
// server makes one call's fate, so that no other call's connections are in the way.

import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { constants, createSecureServer } from "node:http2";
import { createServer } from "node:net";
import { extname, join, normalize } from "node:path";
import { addAbortSignal } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import { createServer as createTlsServer } from "node:tls";
import { certificate } from "./certificate.mjs";
import { TYPES } from "./site.mjs";
import { STEPS } from "./wire-rows.mjs";

/** What a call asks for; all else is a file of the page that makes it. */
const isCall = (path) => /^\/(v1|api)\//.test(path);

/** The call is over: a browser has so many connections and no more, and keeps idle ones open. */
const DONE = "/done";

/** Long enough for what was written before to be read by itself. */
const PAUSE_MS = 40;

/** A server for one call over one row; `arrived` has what came of it: method, path, key, and whether its body was whole. */
export const startWire = (row) => (row.http2 ? startHttp2(row) : startTcp(row));

const listen = async (server, scheme, state, stop) => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return Object.assign(state, { url: `${scheme}://127.0.0.1:${server.address().port}`, stop });
};

const file = async (path) => {
  const name = normalize(new URL(path, "http://localhost").pathname);
  const contents = await readFile(join(".", name)).catch(() => undefined);
  return { contents, type: TYPES[extname(name)] ?? "application/octet-stream" };
};

/** Holds requests back until so many of them are there: each has a connection of its own, then. */
const gate = (count) => {
  const held = [];
  return (answer) => {
    held.push(answer);
    if (held.length >= count) for (const answer of held.splice(0)) answer();
  };
};

const startTcp = (row) => {
  const state = { arrived: [], connections: 0 };
  const open = new Set();
  const warm = gate(row.kept);
  const onConnection = (socket) => {
    state.connections++;
    open.add(socket);
    socket.on("close", () => open.delete(socket));
    // A client that gives up a connection may reset it.
    socket.on("error", () => {});
    readRequests(socket, (request) => {
      if (isCall(request.path)) state.arrived.push(request);
      request.end = () => answer(request);
    });
    const answer = async ({ method, path }) => {
      if (isCall(path)) return write(socket, answerOf(row, state.arrived.length));
      if (path.startsWith("/kept/")) return warm(() => socket.write(KEPT));
      if (path === DONE) for (const other of open) if (other !== socket) other.destroy();
      const { contents, type } = await file(path);
      const head = contents
        ? `HTTP/1.1 200 OK\r\nContent-Type: ${type}\r\nContent-Length: ${contents.length}`
        : "HTTP/1.1 404 Not Found\r\nContent-Length: 0";
      socket.write(`${head}\r\nConnection: close\r\n\r\n`);
      socket.end(method === "HEAD" ? "" : contents);
    };
  };
  const server = row.tls
    ? createTlsServer({ ...certificate(), noDelay: true }, onConnection)
    : createServer({ noDelay: true }, onConnection);
  return listen(server, row.tls ? "https" : "http", state, () => {
    for (const socket of open) socket.destroy();
    server.close();
  });
};

const KEPT = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok";

/** A row's response to the nth request: `later`, if given, is for all but the first. */
const answerOf = ({ answer, later }, nth) => (nth > 1 && later) || answer;

const write = async (socket, steps) => {
  for (const step of steps) {
    if (step === STEPS.end) socket.end();
    else if (step === STEPS.reset) socket.resetAndDestroy();
    else if (step === STEPS.pause) await wait(PAUSE_MS);
    else socket.write(step);
  }
};

/** Calls `began` with each request as soon as its head is there, and the request's `end` with its body. */
const readRequests = (socket, began) => {
  let unread = Buffer.alloc(0);
  let current;
  socket.on("data", (bytes) => {
    unread = Buffer.concat([unread, bytes]);
    for (;;) {
      if (!current) {
        const end = unread.indexOf("\r\n\r\n");
        if (end < 0) return;
        current = requestOf(unread.subarray(0, end).toString("latin1"));
        unread = unread.subarray(end + 4);
        began(current);
      }
      const length = bodyLength(current.headers, unread);
      if (!(length <= unread.length)) return;
      unread = unread.subarray(length);
      const { end } = Object.assign(current, { whole: true });
      current = undefined;
      end();
    }
  });
};

const requestOf = (head) => {
  const [first, ...lines] = head.split("\r\n");
  const [method, path] = first.split(" ");
  const headers = Object.fromEntries(
    lines.map((line) => [
      line.slice(0, line.indexOf(":")).toLowerCase(),
      line.slice(line.indexOf(":") + 1).trim(),
    ]),
  );
  return { method, path, headers, key: headers["idempotency-key"], whole: false };
};

/** Not a number while it cannot be known. */
const bodyLength = (headers, bytes) => {
  if (headers["transfer-encoding"] !== "chunked") return Number(headers["content-length"] ?? 0);
  for (let at = 0; ; ) {
    const end = bytes.indexOf("\r\n", at);
    if (end < 0) return Number.NaN;
    const size = Number.parseInt(bytes.subarray(at, end).toString("latin1"), 16);
    at = end + 2 + size + 2;
    if (size === 0) return at;
  }
};

const startHttp2 = async (row) => {
  const state = { arrived: [], connections: 0 };
  const open = new Set();
  const server = createSecureServer(certificate());
  // Below TLS, so that a connection breaks silently.
  server.on("connection", (socket) => {
    state.connections++;
    open.add(socket);
    socket.on("close", () => open.delete(socket));
    socket.on("error", () => {});
  });
  server.on("session", (session) => session.on("error", () => {}));
  const socketOf = ({ session }) => {
    const { remotePort } = session.socket;
    return [...open].find((socket) => socket.remotePort === remotePort);
  };
  server.on("stream", async (stream, headers) => {
    stream.on("error", () => {});
    const { ":method": method, ":path": path, "idempotency-key": key } = headers;
    const request = { method, path, headers, key, whole: false };
    const asks = method === "OPTIONS";
    if (isCall(path) && !asks) state.arrived.push(request);
    stream.resume();
    // Fails where the client breaks off: what came is counted all the same.
    await once(stream, "end").catch(() => {});
    request.whole = !stream.destroyed || stream.readableEnded;
    if (isCall(path) && !asks)
      return writeHttp2(stream, socketOf(stream), answerOf(row, state.arrived.length));
    const { contents, type } = await file(path);
    if (stream.destroyed) return;
    const status = contents || asks ? 200 : 404;
    stream.respond({ ":status": status, "content-type": type, ...row.headers });
    stream.end(contents);
    if (path === DONE) stream.session.close();
  });
  return listen(server, "https", state, () => {
    for (const socket of open) socket.destroy();
    server.close();
  });
};

/** Resets a stream with CANCEL. Its own `close` would end it properly first: what came counts as whole, then. */
const cancel = (stream) => {
  const controller = new AbortController();
  addAbortSignal(controller.signal, stream);
  controller.abort();
};

const { NGHTTP2_NO_ERROR, NGHTTP2_REFUSED_STREAM } = constants;

const writeHttp2 = async (stream, socket, steps) => {
  const { session } = stream;
  for (const step of steps) {
    if (stream.destroyed) return;
    if (step === STEPS.end) stream.end();
    else if (step === STEPS.reset) cancel(stream);
    else if (step === STEPS.failStream) stream.destroy(new Error("on purpose"));
    else if (step === STEPS.rejectStream) stream.close(NGHTTP2_REFUSED_STREAM);
    else if (step === STEPS.breakConnection) socket.resetAndDestroy();
    else if (step === STEPS.goAwayProcessed) session.goaway(NGHTTP2_NO_ERROR, stream.id);
    else if (step === STEPS.goAwayUnprocessed) session.goaway(NGHTTP2_NO_ERROR, stream.id - 2);
    else if (step === STEPS.pause) await wait(PAUSE_MS);
    else if (typeof step === "string" || Buffer.isBuffer(step)) stream.write(step);
    else if (step[":status"] < 200) stream.additionalHeaders(step);
    else stream.respond(step, { endStream: steps.at(-1) === step });
  }
};
