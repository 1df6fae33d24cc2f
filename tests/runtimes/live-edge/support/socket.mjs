// A WebSocket by hand: it shows what pages do not see of a handshake, its status and headers, and it ends with the Close
// frame, for which the runtime may let a client wait: see findings/workerd-lets-closed-websockets-linger.sh.

import { randomBytes } from "node:crypto";
import { request } from "node:http";

const TEXT = 1;
const BINARY = 2;
const CLOSE = 8;

/** A frame from a client; the mask of zeros leaves its words as they are. */
const frame = (opcode, payload) => {
  const length = payload.length;
  const head = Buffer.alloc(length < 126 ? 6 : length < 65_536 ? 8 : 14);
  head[0] = 0x80 | opcode;
  if (length < 126) head[1] = 0x80 | length;
  else if (length < 65_536) {
    head[1] = 0x80 | 126;
    head.writeUInt16BE(length, 2);
  } else {
    head[1] = 0x80 | 127;
    head.writeBigUInt64BE(BigInt(length), 2);
  }
  return Buffer.concat([head, payload]);
};

/** The first frame in `bytes`, with what follows it; undefined where it is incomplete. */
const parse = (bytes) => {
  if (bytes.length < 2) return undefined;
  const short = bytes[1] & 0x7f;
  const start = short === 126 ? 4 : short === 127 ? 10 : 2;
  if (bytes.length < start) return undefined;
  const length =
    short === 126
      ? bytes.readUInt16BE(2)
      : short === 127
        ? Number(bytes.readBigUInt64BE(2))
        : short;
  if (bytes.length < start + length) return undefined;
  const payload = bytes.subarray(start, start + length);
  return { opcode: bytes[0] & 0x0f, payload, rest: bytes.subarray(start + length) };
};

/** Asks for a connection; resolves with `{ status, headers }`, and the `socket` where there is one. */
export const handshake = (url, { protocols, headers = {} } = {}) =>
  new Promise((resolve, reject) => {
    const asked = request(url, {
      agent: false,
      headers: {
        connection: "Upgrade",
        upgrade: "websocket",
        "sec-websocket-version": "13",
        "sec-websocket-key": randomBytes(16).toString("base64"),
        ...(protocols && { "sec-websocket-protocol": protocols.join(", ") }),
        ...headers,
      },
    });
    asked.on("upgrade", ({ statusCode: status, headers }, socket, head) =>
      resolve({ status, headers, socket, head }),
    );
    asked.on("response", (response) => {
      response.resume();
      resolve({ status: response.statusCode, headers: response.headers });
    });
    asked.on("error", reject);
    asked.end();
  });

/** Opens a WebSocket. `onText` is called with each message, `onEnd` once, with `{ code, reason }`. */
export const openSocket = async (url, options, { onText, onEnd }) => {
  const asked = await handshake(url, options).catch((error) => ({ status: error.code }));
  const { socket } = asked;
  if (!socket) {
    onEnd({ code: 0, reason: `${asked.status}` });
    return { send() {}, close() {} };
  }
  let bytes = asked.head;
  let isOver = false;
  const end = (code, reason) => {
    if (isOver) return;
    isOver = true;
    socket.destroy();
    onEnd({ code, reason });
  };
  const take = () => {
    for (let found = parse(bytes); found && !isOver; found = parse(bytes)) {
      const { opcode, payload, rest } = found;
      bytes = rest;
      if (opcode === TEXT) onText(payload.toString());
      if (opcode !== CLOSE) continue;
      socket.write(frame(CLOSE, payload.subarray(0, 2)));
      end(payload.length ? payload.readUInt16BE(0) : 1005, payload.subarray(2).toString());
    }
  };
  socket.on("data", (piece) => {
    bytes = bytes.length ? Buffer.concat([bytes, piece]) : piece;
    take();
  });
  socket.on("error", () => {});
  socket.on("close", () => end(1006, ""));
  // Not before the caller has the socket.
  setImmediate(take);
  return {
    /** Says something: text, or bytes. */
    send(words) {
      const isText = typeof words === "string";
      socket.write(frame(isText ? TEXT : BINARY, Buffer.from(words)));
    },
    close() {
      if (!isOver && !socket.destroyed) socket.write(frame(CLOSE, Buffer.from([0x03, 0xe8])));
    },
  };
};
