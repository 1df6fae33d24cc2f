// A body that a browser cannot send twice.
//
// When a kept-alive connection breaks before the response, browsers send a request again by themselves, a message too,
// and no script can prevent that: except with a body that is a stream, which they read only once. Chromium sends streams
// only over HTTP/2 and HTTP/3, other browsers never.

import type { FetchInit } from "../types/index.d.ts";

let isSupported: boolean | undefined;

/** Whether the engine reads a stream as a body, and not as its text "[object ReadableStream]". */
const takesStreams = (): boolean => {
  let isAsked = false;
  try {
    const init = {
      method: "POST",
      body: new ReadableStream(),
      get duplex() {
        isAsked = true;
        return "half";
      },
    };
    return !new Request("https://localhost", init).headers.has("content-type") && isAsked;
  } catch {
    return false;
  }
};

/** The protocol of the endpoint's last response to this page; of other origins the browser gives it only if they allow it. */
const protocolTo = (origin: string): string => {
  let protocol = "";
  for (const kind of ["navigation", "resource"]) {
    for (const entry of performance.getEntriesByType(kind)) {
      const { name, nextHopProtocol } = entry as PerformanceResourceTiming;
      if (nextHopProtocol && name.startsWith(`${origin}/`)) protocol = nextHopProtocol;
    }
  }
  return protocol;
};

// Where a stream failed: the protocol may have changed.
const stopped = new Set<string>();

const originOf = (url: string): string => /^\w+:\/\/[^/]+/.exec(url)?.[0] ?? url;

export const stopStreams = (baseUrl: string): void => {
  stopped.add(originOf(baseUrl));
};

/** The same request, its body as a stream where that works. */
export const streamed = (init: FetchInit, baseUrl: string): FetchInit => {
  isSupported ??= takesStreams();
  const origin = originOf(baseUrl);
  if (!isSupported || stopped.has(origin) || !/^h[23]$/.test(protocolTo(origin))) return init;
  const bytes = new TextEncoder().encode(init.body);
  const body = new ReadableStream({
    start: (controller) => {
      controller.enqueue(bytes);
      controller.close();
    },
  });
  return { ...init, body, duplex: "half" };
};
