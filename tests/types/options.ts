// The options of clients and calls. There is no DOM here: what is like its objects must do.

import { Heymarket, type HeymarketOptions, Qlara, type QlaraOptions } from "threadline";
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
declare const environment: { KEY?: string };

export const clients = [
  new Heymarket({ apiKey: "key" }),
  new Heymarket({ apiKey: environment.KEY }),
  new Heymarket({ token: () => "token" }),
  new Heymarket({ token: async () => "token" }),
  new Heymarket({ apiKey: "key", headers: { "x-a": "1", "x-b": undefined } }),
  new Heymarket({ apiKey: "key", headers: [["x-a", "1"]] }),
  new Heymarket({ apiKey: "key", headers: new Map([["x-a", "1"]]) }),
  new Heymarket({ apiKey: "key", headers: response.headers }),
  new Heymarket({ apiKey: "key", baseUrl: "https://example.com", allowInsecure: true }),
  new Heymarket({
    apiKey: "key",
    fetch: async (_request: { url: string }) => response,
  }),
  new Heymarket({ apiKey: "key", fetch: async () => response }),
  new Heymarket({ apiKey: "key", timeoutMs: 5, maxReplyBytes: 5, dangerouslyAllowBrowser: true }),
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
  // @ts-expect-error gives no Response
  new Heymarket({ apiKey: "key", fetch: async () => 200 });
};

export const slim = async () => {
  await init();
  await init({ module: new Uint8Array(8) });
  // @ts-expect-error bytes, a Response, a URL or a compiled module
  await init({ module: 5 });
};
