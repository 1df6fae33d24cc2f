// The options of clients and calls. There is no DOM here: objects like its own must be accepted.

import {
  type DriftEvent,
  Heymarket,
  type HeymarketOptions,
  type HeymarketSecret,
  Qlara,
  type QlaraOptions,
} from "threadline";
import { init, Heymarket as Slim, Qlara as SlimQlara } from "threadline/slim";

declare const response: {
  status: number;
  headers: {
    get(name: string): string | null;
    forEach(callback: (value: string, name: string) => void): void;
  };
  body: object | null;
};
declare const signal: {
  aborted: boolean;
  reason: unknown;
  addEventListener(type: string, listener: () => void): void;
  removeEventListener(type: string, listener: () => void): void;
};
declare const environment: { KEY?: string; ID?: string };

const secret: HeymarketSecret = { id: "id", key: "key" };

export const clients = [
  new Heymarket({ apiKey: "key" }),
  new Heymarket({ apiKey: environment.KEY }),
  new Heymarket({ token: () => "token" }),
  new Heymarket({ token: async () => "token" }),
  new Heymarket({ secretId: "id", secretKey: "key" }),
  new Heymarket({ secretId: environment.ID, secretKey: environment.KEY, timeoutMs: 5 }),
  new Heymarket({ secrets: [{ id: "id", key: "key" }] }),
  new Heymarket({ secrets: [secret, { id: environment.ID, key: environment.KEY }] }),
  new Heymarket({ secrets: [secret, secret] as const, apiKey: undefined, secretId: undefined }),
  new Heymarket({ apiKey: "key", headers: { "x-a": "1", "x-b": undefined } }),
  new Heymarket({ apiKey: "key", headers: [["x-a", "1"]] }),
  new Heymarket({ apiKey: "key", headers: new Map([["x-a", "1"]]) }),
  new Heymarket({ apiKey: "key", headers: response.headers }),
  new Heymarket({ apiKey: "key", baseUrl: "https://example.com", allowInsecure: true }),
  new Heymarket({ apiKey: "key", fetch: async () => response }),
  new Heymarket({ apiKey: "key", timeoutMs: 5, maxReplyBytes: 5, dangerouslyAllowBrowser: true }),
  new Heymarket({
    apiKey: "key",
    strict: true,
    onDrift: ({ operation, path, expected, found }: DriftEvent) =>
      [operation, path, expected, found].join(": "),
  }),
  new Qlara({ apiKey: "key", onDrift: async () => {}, strict: undefined }),
  new Slim({ apiKey: "key" }),
  new Qlara({ apiKey: "key", baseUrl: "https://example.com" }),
  new Qlara({ token: async () => "token", fetch: async () => response }),
  new SlimQlara({ apiKey: "key" }),
];

export const options: HeymarketOptions = { token: () => "token", timeoutMs: undefined };
export const qlaraOptions: QlaraOptions = {
  ...options,
  rateLimit: { perMinute: 100, perSecond: 10 },
};

export const calls = (heymarket: Heymarket, qlara: Qlara) => {
  qlara.getConversation({ chatId: 1 }, { signal, timeoutMs: 5, headers: { "x-a": "1" } });
  qlara.messages({ chatId: 1, direction: "newer" }, { signal, deadlineMs: 5 });
  heymarket.getConversation({ id: 1 }, { signal, timeoutMs: 5, headers: { "x-a": "1" } });
  heymarket.conversations(
    { id: 1, filters: {} },
    { signal, timeoutMs: 5, headers: { "x-a": "1" } },
  );
  // @ts-expect-error no such option
  heymarket.getConversation({ id: 1 }, { timeout: 5 });
  // @ts-expect-error an option of clients
  heymarket.getConversation({ id: 1 }, { apiKey: "key" });
  // @ts-expect-error no signal
  heymarket.getConversation({ id: 1 }, { signal: {} });
  // @ts-expect-error a number
  heymarket.getConversation({ id: 1 }, { timeoutMs: "5" });
};

export const wrong = () => {
  // @ts-expect-error options are needed
  new Heymarket();
  // @ts-expect-error options are needed
  new Qlara();
  // @ts-expect-error no such option
  new Heymarket({ apiKey: "key", api_key: "key" });
  // @ts-expect-error no such option
  new Qlara({ apiKey: "key", xApiKey: "key" });
  // @ts-expect-error a function
  new Heymarket({ token: "token" });
  // @ts-expect-error a credential is needed
  new Heymarket({});
  // @ts-expect-error a credential is needed
  new Qlara({ timeoutMs: 5 });
  // @ts-expect-error two credentials
  new Heymarket({ apiKey: "key", token: () => "token" });
  // @ts-expect-error two credentials
  new Qlara({ apiKey: "key", token: () => "token" });
  // @ts-expect-error two credentials
  new Heymarket({ apiKey: "key", secretId: "id", secretKey: "key" });
  // @ts-expect-error two credentials
  new Heymarket({ token: () => "token", secrets: [secret] });
  // @ts-expect-error two credentials
  new Heymarket({ secretId: "id", secretKey: "key", secrets: [secret] });
  // @ts-expect-error half a secret
  new Heymarket({ secretId: "id" });
  // @ts-expect-error half a secret
  new Heymarket({ secretKey: "key" });
  // @ts-expect-error half a credential beside another
  new Heymarket({ apiKey: "key", secretId: "id" });
  // @ts-expect-error no text
  new Heymarket({ secretId: 1, secretKey: "key" });
  // @ts-expect-error a list
  new Heymarket({ secrets: secret });
  // @ts-expect-error no secret
  new Heymarket({ secrets: [] });
  // @ts-expect-error at most two secrets at a time
  new Heymarket({ secrets: [secret, secret, secret] });
  // @ts-expect-error half a secret
  new Heymarket({ secrets: [{ id: "id" }] });
  // @ts-expect-error no such member
  new Heymarket({ secrets: [{ id: "id", key: "key", name: "name" }] });
  // @ts-expect-error of Heymarket alone
  new Qlara({ secretId: "id", secretKey: "key" });
  // @ts-expect-error gives no Response
  new Heymarket({ apiKey: "key", fetch: async () => 200 });
};

export const slim = async () => {
  await init();
  await init({ module: new Uint8Array(8) });
  // @ts-expect-error bytes, a Response, a URL or a compiled module
  await init({ module: 5 });
};

export const strictly = async (heymarket: Heymarket) => {
  const input = { id: 1, filters: {} };
  heymarket.conversations(input, { strict: true });
  // @ts-expect-error an observer is an option of the client
  await heymarket.listConversations(input, { onDrift: () => {} });
  // @ts-expect-error a flag
  await heymarket.listConversations(input, { strict: "yes" });
  return heymarket.listConversations(input, { strict: false });
};
