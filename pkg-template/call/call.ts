// What one call knows: its operation and input, its clocks, its credential, and what it has received.

import { Credential } from "../auth/credential.ts";
import type { Headers, Options } from "../client/options.ts";
import type { Settings } from "../client/settings.ts";
import { readingOf, reportDrift } from "../common/drift.ts";
import type { ThreadlineError } from "../errors/errors.ts";
import { type FailureDetails, failure } from "../errors/failure.ts";
import type { Enter } from "../module/runtime.ts";
import type { FetchInit, FetchLike, Raw } from "../types/index.d.ts";
import { Deadline } from "./deadline.ts";
import type { Turn } from "./limiter.ts";
import { onRequest, onResponse, onRetry } from "./observers.ts";
import { hide, type Outline } from "./redact.ts";
import type { FetchResponse, Head } from "./response.ts";

/** What a call says that the deadline ends. */
export const LATE = "deadlineMs passed before the response was complete";

/** A header of the call replaces the client's of the same name. */
const merged = (all: Headers, own: Headers | undefined): Headers => {
  if (!own) return all;
  const names = new Set(own.map(([name]) => name));
  return [...all.filter(([name]) => !names.has(name)), ...own];
};

export class Call {
  readonly settings: Settings;
  readonly operation: number;
  readonly name: string;
  /** The caller's input as JSON. */
  readonly input: string;
  readonly enter: Enter;
  readonly deadline: Deadline;
  readonly credential: Credential;
  readonly headers: Headers;
  readonly maxRetries: number;
  readonly raw: boolean | undefined;
  /** How strictly its responses are read. */
  readonly reading: number;

  /** Requests that were sent. */
  attempts = 0;
  /** Of its requests. */
  outline: Outline | undefined;
  /** Its place in the row of the rate limit. */
  turn!: Turn;
  /** Whether the request of the attempt under way may have left. */
  isSent = false;
  /** What the head of the response said. */
  received: { status?: number; requestId?: string } | undefined;

  #sentAt = 0;
  #head: Head | undefined;
  #text = "";
  #idempotencyKey: string | undefined;

  /** `enter` runs a function with the module's instance. */
  constructor(
    settings: Settings,
    operation: number,
    name: string,
    input: string,
    options: Options,
    enter: Enter,
  ) {
    this.settings = settings;
    this.operation = operation;
    this.name = name;
    this.input = input;
    this.enter = enter;
    this.raw = options.raw;
    this.reading = readingOf(options.strict ?? settings.strict, settings.onDrift);
    this.deadline = new Deadline(
      options.signal,
      options.timeoutMs ?? settings.timeoutMs,
      options.deadlineMs ?? settings.deadlineMs,
    );
    this.credential = new Credential(settings, this.hide);
    this.maxRetries = options.maxRetries ?? settings.maxRetries;
    this.headers = merged(settings.headers, options.headers);
  }

  /** Starts an attempt. */
  begin(): void {
    this.isSent = false;
    this.received = undefined;
    this.deadline.begin();
  }

  /** By which an endpoint recognises a retry of the same call, if the client wants one. */
  get idempotencyKey(): string | undefined {
    if (!this.settings.idempotencyKeys) return undefined;
    const random = () => crypto.getRandomValues(new Uint8Array(16));
    this.#idempotencyKey ??= Array.from(random(), (byte) =>
      byte.toString(16).padStart(2, "0"),
    ).join("");
    return this.#idempotencyKey;
  }

  /** The promise of a response. */
  send(url: string, init: FetchInit): PromiseLike<unknown> {
    this.attempts++;
    this.#sentAt = performance.now();
    onRequest(this.settings, this, init.method);
    this.deadline.throwIfEnded(init.signal);
    this.isSent = true;
    // Called with no receiver: the platform's own rejects any other.
    const { fetch = globalThis.fetch as FetchLike } = this.settings;
    return fetch(url, init);
  }

  /** The head of a response has come. */
  receive(response: FetchResponse, head: Head): void {
    const { status, requestId } = head;
    this.#head = head;
    this.received = requestId === null ? { status } : { status, requestId };
    onResponse(this.settings, this, () => ({
      status: response.status,
      requestId: requestId && this.hide(requestId),
      durationMs: performance.now() - this.#sentAt,
    }));
  }

  /** The service rejected the credential of the last attempt. */
  renewCredential(): void {
    this.credential.renew(this.#head?.header("date") ?? "");
  }

  willRetry(delayMs: number, kind: string): void {
    onRetry(this.settings, this, delayMs, kind);
  }

  reportDrift(lines: string | undefined): void {
    reportDrift(this.settings.onDrift, this.settings.drift, this.name, lines);
  }

  /** Keeps the response's text for callers who want it raw. */
  keepText(pieces: readonly Uint8Array[]): void {
    if (!this.raw) return;
    const decoder = new TextDecoder();
    this.#text = pieces.map((piece) => decoder.decode(piece, { stream: true })).join("");
  }

  /** The error that the call ends with. */
  failed(details: FailureDetails, cause?: unknown): ThreadlineError {
    const { attempts, name: operation } = this;
    const { requestId } = details;
    const shown = requestId && { requestId: this.hide(requestId) };
    return failure({ ...details, ...(shown || undefined), operation, attempts }, cause);
  }

  /** A text without anything that was sent. */
  hide = (text: string): string => hide(this, text);

  /** For a waiting caller of a call that continues for others. */
  late(): ThreadlineError {
    return this.failed({ ...this.received, kind: "timeout", message: LATE });
  }

  /** What the caller gets for `data`. */
  result(data: unknown): unknown {
    if (!this.raw || !this.#head) return data;
    const { status, requestId, headers } = this.#head;
    return { data, status, headers, requestId, body: this.#text } as Raw<unknown>;
  }
}
