// What happens elsewhere: the endpoint reports it over a WebSocket while the page is open.

import { getToken } from "./session.js";

const PING_MS = 25_000;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 10_000;

/** With this code the endpoint ends the connection of somebody who must sign in, or in again. */
const SIGNED_OUT = 4401;
/** With this one, that of somebody who sees nothing here. */
const NO_ACCESS = 4403;

// Events within this time are delivered together.
const TOGETHER_MS = 150;

/**
 * `onLive(resumed)`: from now on everything is reported; unless `resumed`, anything may have changed before. `onLost()`:
 * it is not, for now. `onChanged(service, changes)`: these conversations have changed, each with whether it has
 * been read since; until then only its messages are new.
 */
export async function listen({ onLive, onLost, onChanged, onSignedOut }) {
  const collect = together(onChanged);
  /** The last event that has arrived: where to go on. */
  const cursor = { epoch: "", seq: 0 };
  let failures = 0;
  for (;;) {
    let greeted = false;
    const code = await connection(cursor, {
      onGreeting(resumed) {
        greeted = true;
        failures = 0;
        onLive(resumed);
      },
      onEvent({ type, service, id }) {
        if (id) collect(service, id, type === "conversation");
      },
    });
    if (code === NO_ACCESS) return onLost();
    if (code === SIGNED_OUT) {
      if (!greeted) return onSignedOut();
      // A session has its end, but the same token may begin another one.
      continue;
    }
    onLost();
    // Not all pages at once.
    await sleep(Math.random() * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures));
    failures += 1;
  }
}

/** One connection; resolves with the code that it ends with. */
function connection(cursor, { onGreeting, onEvent }) {
  return new Promise((resolve) => {
    const url = new URL("/inbox/live", location.href);
    url.protocol = url.protocol.replace("http", "ws");
    if (cursor.epoch) url.search = new URLSearchParams({ epoch: cursor.epoch, since: cursor.seq });
    const socket = new WebSocket(url, ["threadline", `t.${getToken()}`]);
    let answered = true;
    const timer = setInterval(() => {
      // Nothing since the last one: the connection is broken, although nobody has said so.
      if (!answered) return end();
      answered = false;
      if (socket.readyState === WebSocket.OPEN) socket.send("ping");
    }, PING_MS);
    const end = (code) => {
      clearInterval(timer);
      socket.onmessage = null;
      socket.close();
      resolve(code);
    };
    socket.onmessage = ({ data }) => {
      answered = true;
      if (data === "pong") return;
      const { epoch, seq, resumed, to, events } = JSON.parse(data);
      if (epoch) {
        Object.assign(cursor, { epoch, seq });
        onGreeting(resumed);
      } else {
        cursor.seq = to;
        events.forEach(onEvent);
      }
    };
    socket.onclose = ({ code }) => end(code);
  });
}

function together(onChanged) {
  const waiting = new Map();
  return (service, id, isRead) => {
    if (!waiting.has(service)) {
      waiting.set(service, new Map());
      setTimeout(() => {
        const changes = waiting.get(service);
        waiting.delete(service);
        onChanged(service, changes);
      }, TOGETHER_MS);
    }
    const changes = waiting.get(service);
    changes.set(id, isRead || changes.get(id) === true);
  };
}

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
