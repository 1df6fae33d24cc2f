// A body that a browser cannot send twice.
//
// When a kept-open connection breaks before the response, browsers send a request again by themselves, a message too,
// and no script can keep them from it: except by a body that is a stream, which they read but once. Chromium sends
// streams over HTTP/2 and HTTP/3 alone, others not at all.

let engine;

/** Whether the engine reads a stream as a body, and not as its text "[object ReadableStream]". */
const takesStreams = () => {
  let asked = false;
  try {
    const init = {
      method: "POST",
      body: new ReadableStream(),
      get duplex() {
        asked = true;
        return "half";
      },
    };
    return !new Request("https://localhost", init).headers.has("content-type") && asked;
  } catch {
    return false;
  }
};

/** The protocol by which the endpoint last answered this page; the browser tells it of other origins that allow it. */
const protocolTo = (origin) => {
  let protocol;
  for (const kind of ["navigation", "resource"]) {
    for (const { name, nextHopProtocol } of performance.getEntriesByType(kind)) {
      if (nextHopProtocol && name.startsWith(`${origin}/`)) protocol = nextHopProtocol;
    }
  }
  return protocol;
};

// Where a stream did not get through: the protocol may be another one by now.
const stopped = new Set();

const originOf = (url) => /^\w+:\/\/[^/]+/.exec(url)[0];

export const stopStreams = (baseUrl) => {
  stopped.add(originOf(baseUrl));
};

/** The same request, its body as a stream where that gets through. */
export const streamed = (init, baseUrl) => {
  engine ??= takesStreams();
  const origin = originOf(baseUrl);
  if (!engine || stopped.has(origin) || !/^h[23]$/.test(protocolTo(origin))) return init;
  const bytes = new TextEncoder().encode(init.body);
  const body = new ReadableStream({
    start: (controller) => {
      controller.enqueue(bytes);
      controller.close();
    },
  });
  return { ...init, body, duplex: "half" };
};
