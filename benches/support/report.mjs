// What was found, as text: benches/results.md, and the table of docs/performance.md.

const kb = (bytes) => (bytes / 1000).toFixed(1);
const times = (value) => `${value.toFixed(2)}×`;
const spread = ({ median, low, high }) => `${times(median)} (${low.toFixed(2)}–${high.toFixed(2)})`;
const range = ({ median, low, high }, digits = 1) =>
  `${median.toFixed(digits)} (${low.toFixed(digits)}–${high.toFixed(digits)})`;

const table = (head, rows) =>
  [head, head.map((_, at) => (at === 0 ? "---" : "---:")), ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");

const SIZES = { 1: "1 conversation", 50: "50", 1000: "1,000" };

const weight = ({ weight }) =>
  table(
    ["JavaScript + WebAssembly", "for", "raw", "gzip -9", "brotli 11"],
    weight.map(({ name, does, raw, gzip, brotli }) => [
      name,
      does,
      ...[raw, gzip, brotli].map((bytes) => `${kb(bytes)} KB`),
    ]),
  );

const parts = ({ parts }) =>
  table(
    ["a page with `threadline/slim`", "raw", "gzip -9, its share"],
    ["module", "scripts"].flatMap((half) => [
      ...parts[half].map(({ name, raw, gzip }) => [name, `${kb(raw)} KB`, `${kb(gzip)} KB`]),
      [
        half === "module" ? "**the module**" : "**the JavaScript**",
        ...["raw", "gzip"].map(
          (key) => `**${kb(parts[half].reduce((sum, part) => sum + part[key], 0))} KB**`,
        ),
      ],
    ]),
  );

const decode = ({ decode }) =>
  table(
    ["bytes to objects", ...decode.map(({ size }) => SIZES[size])],
    decode[0].rows.map(({ name }, at) => [
      name,
      ...decode.map(({ rows }) =>
        at === 0 ? `1 (${rows[0].us.median.toFixed(1)} µs)` : spread(rows[at].us.ratio),
      ),
    ]),
  );

const calls = ({ rows }) =>
  table(
    ["one after the other", "time", "own CPU a call, µs", "CPU beyond fetch by hand, µs"],
    rows.map(({ name, us, cpu }, at) => [
      name,
      at === 0 ? `1 (${us.median.toFixed(0)} µs)` : spread(us.ratio),
      cpu.median.toFixed(0),
      at === 0 ? "–" : range(cpu.more, 0),
    ]),
  );

const rust = ({ rows }) =>
  table(
    ["ratios", "time"],
    rows.map(({ name, us }, at) => [name, at === 0 ? "1" : spread(us.ratio)]),
  );

const atOnce = ({ call: { atOnce } }) =>
  table(
    [`${atOnce.count.toLocaleString("en")} calls, 64 at once`, "throughput", "calls a second"],
    atOnce.rows.map(({ name, perSecond }) => [
      name,
      spread(perSecond.ratio),
      Math.round(perSecond.median).toLocaleString("en"),
    ]),
  );

const starts = (where, rows) =>
  table(
    [where, "ms", "beyond fetch by hand"],
    rows.map(({ name, ms }) => [name, range(ms), range(ms.more)]),
  );

const chromiumStarts = (rows) =>
  table(
    ["Chromium", "ms"],
    rows.map(({ name, ms }) => [name, range(ms)]),
  );

const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;

const level = ({ memory: { level } }) =>
  table(
    ["calls", "heap after a collection", "outside the heap", "resident"],
    level.map(({ calls, heap, external, rss }) => [
      calls.toLocaleString("en"),
      ...[heap, external, rss].map(megabytes),
    ]),
  );

const held = ({ memory: { held } }) =>
  table(
    [`one conversation kept of each of ${held[0].kept.toLocaleString("en")} pages`, "bytes each"],
    held.map(({ name, bytes }) => [name, Math.round(bytes).toLocaleString("en")]),
  );

const versions = ({ versions }) =>
  Object.entries(versions)
    .map(([name, version]) => `${name} ${version}`)
    .join(" · ");

export const results = (found) => `# Size and speed, side by side

Written by \`cargo xtask bench\`: do not edit, run it again. Ratios are to the first row of their table unless they say otherwise. All ways of a table take turns, round after round, on the same data and against the same server; a figure is the median of the rounds, in brackets the middle half of them. A ratio is taken within a round.

![Weight, decoding and cold start, as bars](chart.svg)

## Weight

What a browser loads: each bundled and minified by esbuild for a browser, as ES2022. \`threadline\` is everything it can do; what is written by hand is one operation, and grows by its schema with each further one. The SDKs are of other services: they say what people load today.

${weight(found)}

Where threadline's weight lies: the module's functions by their names, the JavaScript by its sources. The shares of a compressed whole are by the bytes before compression.

${parts(found)}

## Decoding

From a response's bytes to plain objects, in Node. The first row checks nothing; all give the same objects, threadline's with camelCase names and no key missing. The data is the fake service's (a page of one: 20 conversations in turn). Ajv's code is made ahead; it and Zod's default way make code from strings, which Workers and strict pages do not allow.

${decode(found)}

## A call over loopback

Against a server in another process, which responds at once with the same bytes. \`fetch\` by hand has no time limit, no retries and no checks; the second row has a time limit, as every call of threadline has. The third one is the least that makes threadline's promises for a reply: in time whatever \`fetch\` does, a cap on the body, decoded and checked by threadline's module; no retries, limits, options, tokens, errors or observers.

${found.call.oneByOne.map((some) => `${some.kind[0].toUpperCase()}${some.kind.slice(1)}:\n\n${calls(some)}`).join("\n\n")}

${atOnce(found)}

The server was not the bottleneck: it was busy for ${range(found.call.atOnce.serverBusy, 2)} of the time (1 would be a whole processor, and it has one).

## The Rust client

Natively, from the bytes of ${found.rust.size} conversations to structs. threadline's are checked and normalised:

${rust({ rows: found.rust.read })}

In WebAssembly, called for over loopback from Node, which is made to look like a page for gloo-net. What is written by hand has no time limit, no retries, no cap and no checks but serde's:

${found.rust.calls.map((some) => `${some.kind[0].toUpperCase()}${some.kind.slice(1)}:\n\n${rust(some)}`).join("\n\n")}

## Cold start

From the import to the first request, in fresh processes. In Node \`fetch\` is warm already, and the request is handed to a double of it; for the SDKs it is the import and a client, no call. In workerd the first request arrives at a server, compared with a Worker that calls \`fetch\` by itself. In Chromium the files come from a server on this machine, into an empty cache.

${starts("Node", found.cold.node)}

${starts("workerd", found.cold.workerd)}

${chromiumStarts(found.cold.chromium.rows)}

## Memory

Calls one after the other, each a conversation from a double of \`fetch\`:

${level(found)}

A page of 50 is ${found.memory.pageBytes.toLocaleString("en")} bytes of text. What each conversation that is kept of it keeps alive:

${held(found)}

## With

${versions(found)}
`;

const row = (rows, wanted) => rows.find(({ name }) => name === wanted);

/** The figures that decide. */
export const summary = (found) => {
  const gzip = (name) => `${kb(row(found.weight, name).gzip)} KB`;
  const decoded = (name) =>
    found.decode.map(({ rows }) => times(row(rows, name).us.ratio.median)).join(" · ");
  const [one, page] = found.call.oneByOne;
  const call = (name, { rows }) => {
    const { us, cpu } = row(rows, name);
    return `${times(us.ratio.median)}, ${cpu.more.median.toFixed(0)} µs`;
  };
  const start = (name) => `${row(found.cold.node, name).ms.median.toFixed(0)} ms`;
  const { level } = found.memory;
  const grown = (level.at(-1).heap - level[1].heap) / (level.at(-1).calls - level[1].calls);
  const [parsed, kept] = found.memory.held.map(({ bytes }) => Math.round(bytes));
  const { workerd, chromium } = found.cold;
  return `${table(
    ["", "threadline", "others"],
    [
      [
        "weight in a browser, gzip -9",
        `${gzip("threadline")}, slim ${gzip("threadline/slim")}`,
        ["intercom-client", "stripe", "octokit", "openai"]
          .map((name) => `${name} ${gzip(name)}`)
          .concat(`fetch + Zod, one operation, ${gzip("fetch + Zod")}`)
          .join("; "),
      ],
      [
        "a page of 1 · 50 · 1,000 conversations to objects, checked; `JSON.parse`, unchecked, is 1",
        decoded("threadline"),
        [
          ["Ajv", "+ Ajv, compiled ahead"],
          ["Zod", "+ Zod"],
          ["Zod in Workers", "+ Zod, jitless (as in Workers)"],
          ["Valibot", "+ Valibot"],
          ["serde-wasm-bindgen", "serde_json → serde-wasm-bindgen"],
        ]
          .map(([short, name]) => `${short} ${decoded(name)}`)
          .join("; "),
      ],
      [
        "a call over loopback, against `fetch` by hand: time, CPU beyond it",
        call("threadline", one),
        `by hand with a time limit ${call("fetch by hand, with a time limit", one)}; openapi-fetch ${call("openapi-fetch", one)}; ky ${call("ky", one)}`,
      ],
      [
        "the same, a page of 50",
        call("threadline", page),
        `by hand + Zod ${call("fetch by hand + Zod", page)}; ky ${call("ky", page)}`,
      ],
      [
        "calls, 64 at once: throughput",
        times(row(found.call.atOnce.rows, "threadline").perSecond.ratio.median),
        `ky ${times(row(found.call.atOnce.rows, "ky").perSecond.ratio.median)}`,
      ],
      [
        "from import to first request, Node; for others to a client",
        `${start("threadline")}, slim ${start("threadline/slim")}`,
        ["ky", "fetch + Zod", "stripe", "octokit", "openai", "intercom-client"]
          .map((name) => `${name} ${start(name)}`)
          .join("; "),
      ],
      [
        "the same in workerd beyond `fetch`, in Chromium",
        `${row(workerd, "threadline").ms.more.median.toFixed(1)} ms, ${row(chromium.rows, "threadline").ms.median.toFixed(0)} ms`,
        "",
      ],
      [
        "what a call leaves in memory, of a million; what a kept conversation keeps of its page",
        `${grown.toFixed(1)} bytes; ${kept.toLocaleString("en")} bytes`,
        `\`JSON.parse\`: ${parsed.toLocaleString("en")} bytes`,
      ],
    ],
  )}
`;
};
