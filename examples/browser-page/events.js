// What happens elsewhere: the endpoint streams it while the page is open, one line of JSON per event.

import { getToken } from "./session.js";

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

// Events within this time are delivered together.
const TOGETHER_MS = 150;

/**
 * `onChanged(service, ids)`: these conversations have changed. `onReconnected()`: there was an
 * interruption, so anything may have changed. `onState(listening)` reports when listening begins and ends.
 */
export async function listen({ onChanged, onReconnected, onState, onSignedOut }) {
  const collect = together(onChanged);
  let interrupted = false;
  let wait = FIRST_WAIT_MS;
  for (;;) {
    try {
      const response = await fetch("/events", {
        headers: { Authorization: `Bearer ${getToken()}` },
      });
      if (response.status === 401) return onSignedOut();
      // This endpoint has no events.
      if (response.status === 404) return;
      if (response.ok) {
        for await (const { type, service, id } of eventsOf(response.body)) {
          if (type === "changed") collect(service, id);
          if (type !== "watching") continue;
          onState(true);
          wait = FIRST_WAIT_MS;
          if (interrupted) onReconnected();
          interrupted = true;
        }
      }
    } catch {
      // The network failed, or the endpoint closed the stream: either way, reconnect.
    }
    onState(false);
    // Not all pages at once.
    await sleep(wait * (0.5 + Math.random() / 2));
    wait = Math.min(wait * 2, LONGEST_WAIT_MS);
  }
}

async function* eventsOf(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const lines = (rest + value).split("\n");
    rest = lines.pop();
    for (const line of lines) if (line) yield JSON.parse(line);
  }
}

function together(onChanged) {
  const waiting = new Map();
  return (service, id) => {
    if (waiting.has(service)) return waiting.get(service).add(id);
    waiting.set(service, new Set([id]));
    setTimeout(() => {
      const ids = [...waiting.get(service)];
      waiting.delete(service);
      onChanged(service, ids);
    }, TOGETHER_MS);
  };
}

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
