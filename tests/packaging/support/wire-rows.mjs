// What a service, or a gateway before it, may put on the wire: exact bytes, and what is right to make of
// them.

import { brotliCompressSync, gzipSync } from "node:zlib";

/** What a response may contain beside bytes. Where nothing ends it, the connection stays open. */
export const STEPS = {
  /** So that what came before is read by itself, which makes a difference to some runtimes. */
  pause: Symbol("pause"),
  /** FIN, or in HTTP/2 the stream's end. */
  end: Symbol("end"),
  /** RST, or in HTTP/2 the stream's reset (CANCEL). */
  reset: Symbol("reset"),
  /** HTTP/2: the stream's reset by a gateway that lost its service (INTERNAL_ERROR). */
  failStream: Symbol("failStream"),
  /** HTTP/2: the stream's reset that says that nothing was done (REFUSED_STREAM). */
  rejectStream: Symbol("rejectStream"),
  /** HTTP/2: RST. */
  breakConnection: Symbol("breakConnection"),
  /** HTTP/2: GOAWAY. */
  goAwayProcessed: Symbol("goAwayProcessed"),
  goAwayUnprocessed: Symbol("goAwayUnprocessed"),
};
const { pause, end, reset, failStream, rejectStream, breakConnection } = STEPS;

/** What the calls resolve with, where a value comes. */
export const VALUES = { sendMessage: 9920, getConversation: 9920, countConversations: 30 };

const JSON_BODY = '{"id":9920,"date":"2026-04-12T15:30:00Z"}';
const HALF = JSON_BODY.slice(0, 24);
const REST = JSON_BODY.slice(24);

const ALL = ["sendMessage", "reply", "markRead", "getConversation"];
/** The calls that a status alone settles, whatever the body. */
const BY_STATUS = { calls: ["reply", "markRead"] };
const A_NUMBER = { calls: ["countConversations"] };

const rowOf = (right) => (what, answer, more) => ({
  what,
  answer,
  right,
  over: "HTTP/1.1",
  calls: ALL,
  /** How many idle connections there are before the call. */
  kept: 0,
  /** Whether nothing else may be under way meanwhile. */
  alone: false,
  /** The runtimes that send what must not happen twice a second time. */
  sentAgainBy: [],
  /** The runtimes that keep a client from doing what is right: it is lost, and a read may be another error. */
  spoiltBy: [],
  ...more,
});
/** Every call resolves, and arrives once. */
const answered = rowOf("answered");
/** A send is unknown and arrives once; all else is retried, and then a ConnectionError. */
const lost = rowOf("lost");
/** Only the status came: a response to the calls that a status settles, and lost for all others. */
const statusOnly = rowOf("statusOnly");
/** All was said before the connection broke: both are true. */
const either = rowOf("either");
/** The server says that nothing was done: a runtime may retry by itself. */
const unprocessed = rowOf("unprocessed");

const head = (status, ...lines) => `${[`HTTP/1.1 ${status}`, ...lines].join("\r\n")}\r\n\r\n`;
const JSON_TYPE = "Content-Type: application/json";
const ok = (...lines) => head("200 OK", JSON_TYPE, ...lines);
const EARLY_HINTS = head("103 Early Hints", "Link: </style.css>; rel=preload; as=style");
const HALF_HEAD = `HTTP/1.1 200 OK\r\n${JSON_TYPE}\r\nX-Re`;
const CHUNKED = "Transfer-Encoding: chunked";
const CLOSE = "Connection: close";
const EMPTY = "Content-Length: 0";
const announced = (length) => `Content-Length: ${length}`;
const chunk = (text) => `${text.length.toString(16)}\r\n${text}\r\n`;

const WHOLE = ok(announced(JSON_BODY.length)) + JSON_BODY;
const encoded = (coding, ...members) => {
  const bytes = Buffer.concat(members);
  return [ok(`Content-Encoding: ${coding}`, announced(bytes.length)), bytes];
};

const SENT_AGAIN = { sentAgainBy: ["Chromium", "Firefox"] };
const ONE_MEMBER = { spoiltBy: ["Deno", "Chromium", "Firefox", "WebKitGTK"] };

export const HTTP1_ROWS = [
  answered("a response", [WHOLE]),
  answered("a response in chunks", [ok(CHUNKED) + chunk(HALF) + chunk(REST), chunk("")]),

  lost("new connection, closed before the response", [end]),
  lost("new connection, reset before the response", [reset]),
  lost("idle connection, closed before the response", [end], { kept: 1, ...SENT_AGAIN }),
  lost("idle connection, reset before the response", [reset], { kept: 1, ...SENT_AGAIN }),
  lost("six idle connections, closed before the response", [end], { kept: 6, ...SENT_AGAIN }),

  lost("status line cut off", ["HTTP/1.1 20", end]),
  statusOnly("head cut off", [HALF_HEAD, end]),
  lost("head cut off by a reset", [HALF_HEAD, pause, reset]),
  lost("nothing after the head", [ok(announced(41)), end]),
  lost("fewer bytes than announced", [ok(announced(41)) + HALF, end]),
  lost("fewer bytes than announced, then a reset", [ok(announced(41)) + HALF, pause, reset]),
  lost("one digit of two, two bytes announced", [`${ok(announced(2))}3`, end], A_NUMBER),
  lost("chunks, cut off", [ok(CHUNKED) + chunk(HALF), end]),
  lost("chunks, cut off, `Connection: close`", [ok(CHUNKED, CLOSE) + chunk(HALF), end]),
  either("chunks without the last one", [ok(CHUNKED) + chunk(JSON_BODY), end]),
  either("chunks without the last one, `Connection: close`", [
    ok(CHUNKED, CLOSE) + chunk(JSON_BODY),
    end,
  ]),
  either("a number in chunks without the last one", [ok(CHUNKED) + chunk("30"), end], A_NUMBER),
  answered("no length", [ok() + JSON_BODY, end]),
  either("no length, then a reset", [ok() + JSON_BODY, pause, reset]),
  lost("no length, cut off", [ok() + HALF, end]),
  lost("no length, cut off by a reset", [ok() + HALF, pause, reset]),
  answered("a number without a length", [`${ok()}30`, end], A_NUMBER),
  either("a number without a length, then a reset", [`${ok()}30`, pause, reset], A_NUMBER),
  answered("HTTP/1.0, no length", [`HTTP/1.0 200 OK\r\n${JSON_TYPE}\r\n\r\n${JSON_BODY}`, end]),

  answered("`204` without headers", [head("204 No Content")], BY_STATUS),
  answered("`202` with `Content-Length: 0` alone", [head("202 Accepted", EMPTY)], BY_STATUS),
  either("`200` without headers and body", [head("200 OK"), end], BY_STATUS),
  ...["200 OK", "202 Accepted", "204 No Content"].flatMap((status) =>
    ["gzip", "br"].map((coding) => {
      const code = status.slice(0, 3);
      return answered(
        `\`${code}\`, \`Content-Encoding: ${coding}\`, \`Content-Length: 0\``,
        [head(status, JSON_TYPE, `Content-Encoding: ${coding}`, EMPTY)],
        BY_STATUS,
      );
    }),
  ),

  answered("`100 Continue`, then a response", [head("100 Continue"), pause, WHOLE], {
    spoiltBy: ["Node", "workerd of April"],
  }),
  answered("`102 Processing`, then a response", [head("102 Processing"), pause, WHOLE], {
    spoiltBy: ["workerd of April"],
  }),
  answered("`103 Early Hints`, then a response", [EARLY_HINTS, pause, WHOLE], {
    spoiltBy: ["workerd of April"],
  }),
  lost("new connection, `103`, then closed", [EARLY_HINTS, pause, end]),
  lost("idle connection, `103`, then closed", [EARLY_HINTS, pause, end], { kept: 1 }),

  answered("`Content-Encoding: gzip`", encoded("gzip", gzipSync(JSON_BODY))),
  answered("`Content-Encoding: GZIP`", encoded("GZIP", gzipSync(JSON_BODY)), {
    spoiltBy: ["workerd of April", "workerd", "WebKitGTK"],
  }),
  answered("`Content-Encoding: br`", encoded("br", brotliCompressSync(JSON_BODY))),
  answered("gzip in two members", encoded("gzip", gzipSync(HALF), gzipSync(REST)), ONE_MEMBER),
  lost("gzip, cut off", encoded("gzip", gzipSync(JSON_BODY).subarray(0, -12))),
];

const OK = { ":status": 200, "content-type": "application/json" };
const HINTS = { ":status": 103, link: "</style.css>; rel=preload; as=style" };
const { goAwayProcessed, goAwayUnprocessed } = STEPS;
/**
 * Where Chromium would retry a text, a stream now and then ends its network process, and with it whatever
 * else is under way.
 */
const ALONE = { alone: true };
const AT_LAST = { ...ALONE, later: [OK, JSON_BODY, end] };
/** A body that breaks off never ends there, for any reader. */
const STALLS = { spoiltBy: ["WebKitGTK"] };

const HTTP2_ROWS = [
  answered("a response", [OK, JSON_BODY, end]),
  lost("connection reset before the response", [breakConnection], ALONE),
  lost(
    "GOAWAY with the request among the processed, then a reset",
    [goAwayProcessed, pause, breakConnection],
    ALONE,
  ),
  unprocessed(
    "GOAWAY with the request not among the processed, then a reset; later a response",
    [goAwayUnprocessed, pause, breakConnection],
    AT_LAST,
  ),
  lost("stream reset before the response (CANCEL)", [reset]),
  unprocessed("stream reset (REFUSED_STREAM); later a response", [rejectStream], AT_LAST),
  statusOnly("head, then stream reset (CANCEL)", [OK, pause, reset]),
  lost("head, then stream reset (INTERNAL_ERROR)", [OK, pause, failStream]),
  lost("body cut off by stream reset (CANCEL)", [OK, HALF, pause, reset], STALLS),
  lost("body cut off by stream reset (INTERNAL_ERROR)", [OK, HALF, pause, failStream], STALLS),
  either("complete body, then stream reset (CANCEL)", [OK, JSON_BODY, pause, reset], STALLS),
  lost("fewer bytes than announced", [{ ...OK, "content-length": 41 }, HALF, end], STALLS),
  lost(
    "fewer bytes than announced, then stream reset (CANCEL)",
    [{ ...OK, "content-length": 41 }, HALF, pause, reset],
    STALLS,
  ),
  lost("one digit of two, two bytes announced", [{ ...OK, "content-length": 2 }, "3", end], {
    ...A_NUMBER,
    ...STALLS,
  }),
  lost("no length, cut off", [OK, HALF, end]),
  answered("`204` without headers", [{ ":status": 204 }], BY_STATUS),
  answered(
    "`202`, `content-encoding: gzip`, `content-length: 0`",
    [{ ":status": 202, "content-encoding": "gzip", "content-length": 0 }],
    BY_STATUS,
  ),
  answered("`103`, then a response", [HINTS, pause, OK, JSON_BODY, end]),
  lost("`103`, then stream reset (CANCEL)", [HINTS, pause, reset]),
  answered(
    "`content-encoding: GZIP`",
    [{ ...OK, "content-encoding": "GZIP" }, gzipSync(JSON_BODY), end],
    { spoiltBy: ["WebKitGTK"] },
  ),
  answered(
    "gzip in two members",
    [{ ...OK, "content-encoding": "gzip" }, Buffer.concat([gzipSync(HALF), gzipSync(REST)]), end],
    ONE_MEMBER,
  ),
].map((row) => ({ ...row, over: "HTTP/2", http2: true }));

const TLS_ROWS = [
  lost("status line cut off", ["HTTP/1.1 20", end]),
  statusOnly("head cut off", [HALF_HEAD, end]),
  lost("idle connection, `103`, then closed", [EARLY_HINTS, pause, end], { kept: 1 }),
].map((row) => ({ ...row, over: "HTTP/1.1 with TLS", tls: true }));

/** Over TLS. */
export const HTTPS_ROWS = [...TLS_ROWS, ...HTTP2_ROWS];

/** A connection that was kept open breaks, whatever arrives. */
export const BREAKS_WHEN_IDLE = { answer: [end], kept: 1 };
/** The first time is too early, and the next one is not. */
export const REJECTS_FIRST = {
  answer: [head("429 Too Many Requests", "Retry-After: 0", EMPTY)],
  later: [WHOLE],
  kept: 0,
};

const ALLOWED = {
  "access-control-allow-origin": "*",
  "access-control-allow-headers": "content-type, x-api-key",
};
/** In HTTP/2, from a page of another origin: what breaks before the response. */
export const OTHER_ORIGIN = [
  lost("a broken connection of unknown protocol may be retried", [breakConnection], {
    http2: true,
    headers: ALLOWED,
    sentAgainBy: ["Chromium"],
  }),
  lost("with `Timing-Allow-Origin` it is sent once", [breakConnection], {
    http2: true,
    headers: { ...ALLOWED, "timing-allow-origin": "*" },
  }),
];
