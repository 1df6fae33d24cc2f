// A webhook's body: read from a Request within limits, or given as text or bytes.

import { type Body, bytesIn, drain, type Piece, type StreamFault } from "../common/bytes.ts";
import { invalid } from "../common/check.ts";
import { ignore } from "../common/promises.ts";
import { ConnectionError, WebhookVerificationError } from "../errors/errors.ts";
import type { WebhookInput } from "../types/index.d.ts";
import { within } from "./within.ts";

/** What is used of a stream's reader. */
interface Reader {
  read(): PromiseLike<Piece>;
  cancel(): unknown;
  releaseLock(): void;
}

/** What is used of a Request, if it is one. */
interface RequestInput {
  readonly bodyUsed?: boolean;
  readonly body?: { readonly locked: boolean; getReader(): Reader } | null;
}

const tooLarge = () =>
  new WebhookVerificationError("the webhook is larger than maxBytes, and was not read");

const failed = (fault: StreamFault, cause?: unknown) => {
  if (fault === "large") return tooLarge();
  if (fault === "not bytes") return new ConnectionError("the webhook's body is not bytes");
  return new ConnectionError("the webhook's body broke off", { cause });
};

const readAll = async (reader: Reader, maxBytes: number, timeoutMs: number): Promise<Body> => {
  try {
    const read = drain(() => reader.read(), maxBytes, failed);
    return await within(timeoutMs, read, "the webhook's body was complete");
  } catch (error) {
    ignore(() => reader.cancel());
    throw error;
  }
};

// Of any realm.
const isBuffer = (value: unknown): value is ArrayBuffer =>
  Object.prototype.toString.call(value) === "[object ArrayBuffer]";

/** A copy, so that later changes don't matter; undefined if it is too large. */
const copied = (input: string | ArrayBufferView | ArrayBuffer, maxBytes: number) => {
  if (typeof input === "string") {
    // No text has fewer bytes than characters.
    if (input.length > maxBytes) return undefined;
    const bytes = new TextEncoder().encode(input);
    return bytes.length > maxBytes ? undefined : bytes;
  }
  if (input.byteLength > maxBytes) return undefined;
  return (isBuffer(input) ? new Uint8Array(input) : bytesIn(input)).slice();
};

const streamOf = ({ body, bodyUsed }: RequestInput) => {
  if (bodyUsed || body?.locked) {
    invalid("input", "is a Request whose body was read, or is being read: pass a clone of it");
  }
  if (body !== null && typeof body?.getReader !== "function") {
    invalid("input", "must be a Request, or its body as it came: text or bytes");
  }
  return body;
};

/** A body that nobody else reads meanwhile. */
export interface ClaimedBody {
  read(): Promise<Body>;
  /** Gives it back, unread. */
  release(): void;
}

export const claimBody = (
  input: WebhookInput,
  maxBytes: number,
  timeoutMs: number,
): ClaimedBody => {
  if (typeof input === "string" || ArrayBuffer.isView(input) || isBuffer(input)) {
    const bytes = copied(input, maxBytes);
    const read = async () => {
      if (!bytes) throw tooLarge();
      return { pieces: [bytes], length: bytes.length };
    };
    return { read, release: () => {} };
  }
  const reader = streamOf(Object(input))?.getReader();
  return {
    read: async () => (reader ? readAll(reader, maxBytes, timeoutMs) : { pieces: [], length: 0 }),
    release: () => ignore(() => reader?.releaseLock()),
  };
};
