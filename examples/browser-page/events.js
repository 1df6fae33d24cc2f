// What happens elsewhere: the endpoint tells it for as long as the page is open, a line of JSON each.

import { getToken } from "./session.js";

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

// What comes within so short a time is told together.
const TOGETHER_MS = 150;

/**
 * `onChanged(service, ids)`: these conversations are no longer as they were. `onAgain()`: there was an
 * interruption, so anything may have happened. `onState(listening)` tells when it begins and ends.
 */
export async function listen({ onChanged, onAgain, onState, onSignedOut }) {
  const collect = together(onChanged);
  let interrupted = false;
  let wait = FIRST_WAIT_MS;
  for (;;) {
    try {
      const reply = await fetch("/events", { headers: { Authorization: `Bearer ${getToken()}` } });
      if (reply.status === 401) return onSignedOut();
      // An endpoint that tells nothing.
      if (reply.status === 404) return;
      if (reply.ok) {
        for await (const { type, service, id } of eventsOf(reply.body)) {
          if (type === "changed") collect(service, id);
          if (type !== "watching") continue;
          onState(true);
          wait = FIRST_WAIT_MS;
          if (interrupted) onAgain();
          interrupted = true;
        }
      }
    } catch {
      // The network, or the endpoint's end of it: the same as an end.
    }
    onState(false);
    // Not all pages at the same moment.
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
