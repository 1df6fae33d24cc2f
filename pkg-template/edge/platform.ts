// What is used of Cloudflare's platform. Its own types come with wrangler, for each version of it.

/** What a column holds. */
export type Cell = string | number | null;

export interface Sql {
  /** Runs at once: there is nothing to wait for. */
  exec(query: string, ...values: Cell[]): { toArray(): Record<string, unknown>[] };
}

export interface Storage {
  readonly sql: Sql;
  /** All of what `work` writes, or nothing. */
  transactionSync<T>(work: () => T): T;
  setAlarm(at: number): Promise<void>;
  deleteAlarm(): Promise<void>;
}

/** The server's end of a WebSocket. */
export interface Socket {
  send(text: string): void;
  close(code?: number, reason?: string): void;
  serializeAttachment(value: unknown): void;
  deserializeAttachment(): unknown;
}

export interface State {
  readonly storage: Storage;
  acceptWebSocket(socket: Socket): void;
  getWebSockets(): Socket[];
  setWebSocketAutoResponse(pair: unknown): void;
  getWebSocketAutoResponseTimestamp(socket: Socket): Date | null;
}

interface Platform {
  WebSocketPair: new () => { 0: Socket & { accept(): void }; 1: Socket & { accept(): void } };
  WebSocketRequestResponsePair: new (request: string, response: string) => unknown;
}

const platform = globalThis as unknown as Platform;

/** The two ends of a new WebSocket: the one for the caller, and the one that is kept. */
export const socketPair = () => {
  const { 0: caller, 1: kept } = new platform.WebSocketPair();
  return { caller, kept };
};

/** What makes the runtime answer a text by itself, even while the object sleeps. */
export const automatic = (request: string, response: string): unknown =>
  new platform.WebSocketRequestResponsePair(request, response);

/** The response that hands a WebSocket over. */
export const upgrade = (webSocket: Socket, headers?: Record<string, string>): Response =>
  new Response(null, { status: 101, webSocket, headers } as ResponseInit);
