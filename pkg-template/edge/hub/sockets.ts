// The pages that are connected. Who each of them is lies in its socket's attachment, so that the hub can sleep.

import { PROTOCOL, SIGNED_OUT } from "../connect.ts";
import { automatic, type Socket, type State, socketPair, upgrade } from "../platform.ts";
import type { Session } from "../session.ts";
import { framesOf, type Log, type Logged } from "./log.ts";

/** A page that lives pings more often. */
const SILENT_MS = 90_000;

const GONE = 1001;

interface Attachment {
  readonly session: Session;
  /** When it connected. */
  readonly at: number;
}

export class Sockets {
  readonly #state: State;
  readonly #log: Log;
  readonly #attachments = new WeakMap<Socket, Attachment>();

  constructor(state: State, log: Log) {
    this.#state = state;
    this.#log = log;
    // Answered without waking the hub.
    state.setWebSocketAutoResponse(automatic("ping", "pong"));
  }

  get count(): number {
    return this.#state.getWebSockets().length;
  }

  #attachment(socket: Socket): Attachment {
    const known = this.#attachments.get(socket);
    if (known) return known;
    const attachment = socket.deserializeAttachment() as Attachment;
    this.#attachments.set(socket, attachment);
    return attachment;
  }

  /** Greets a page, and tells it what it has missed, or that it must read everything again. */
  accept(session: Session, url: URL, protocols: string | null): Response {
    const { caller, kept } = socketPair();
    const attachment: Attachment = { session, at: Date.now() };
    this.#state.acceptWebSocket(kept);
    kept.serializeAttachment(attachment);
    this.#attachments.set(kept, attachment);
    const { epoch, seq } = this.#log;
    const since = url.searchParams.get("since");
    const cursor = since === null || !/^\d{1,15}$/.test(since) ? Number.NaN : Number(since);
    const resumed = this.#log.knows(url.searchParams.get("epoch"), cursor);
    kept.send(JSON.stringify({ epoch, seq: resumed ? cursor : seq, resumed }));
    if (resumed && cursor < seq) {
      for (const frame of framesOf(this.#log.since(cursor), session)) kept.send(frame);
    }
    const agreed = protocols === PROTOCOL ? { "sec-websocket-protocol": PROTOCOL } : undefined;
    return upgrade(caller, agreed);
  }

  /** Tells everyone who may know. */
  publish(logged: readonly Logged[]): void {
    if (!logged.length) return;
    const now = Date.now();
    const frames = new Map<string, string[]>();
    for (const socket of this.#state.getWebSockets()) {
      const { session, at } = this.#attachment(socket);
      if (session.expires <= now) {
        closeSocket(socket, SIGNED_OUT, "sign in again");
        continue;
      }
      const lastPing = this.#state.getWebSocketAutoResponseTimestamp(socket)?.getTime() ?? at;
      if (now - Math.max(lastPing, at) > SILENT_MS) {
        closeSocket(socket, GONE, "no ping for too long");
        continue;
      }
      const view = JSON.stringify([session.heymarket?.places, session.qlara?.places]);
      let own = frames.get(view);
      if (!own) {
        own = framesOf(logged, session);
        frames.set(view, own);
      }
      try {
        for (const frame of own) socket.send(frame);
      } catch {
        // It has gone, and comes back with its cursor.
        closeSocket(socket, GONE, "the connection is broken");
      }
    }
  }

  /** Ends the connections of a user, who must sign in again; how many there were. */
  revoke(user: string): number {
    let closed = 0;
    for (const socket of this.#state.getWebSockets()) {
      if (this.#attachment(socket).session.user !== user) continue;
      closeSocket(socket, SIGNED_OUT, "sign in again");
      closed++;
    }
    return closed;
  }
}

export const closeSocket = (socket: Socket, code: number, reason: string): void => {
  try {
    socket.close(code, reason);
  } catch {
    // It is closed.
  }
};
