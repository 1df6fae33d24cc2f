// What watches Node's own `fetch` from below.

/** All that a span says, as text. */
const textOf = (spans) =>
  JSON.stringify(
    spans.map(({ name, attributes, events, status }) => ({ name, attributes, events, status })),
  );

export const instrumentedWays = [
  {
    row: "OpenTelemetry's `instrumentation-undici`",
    package: "@opentelemetry/instrumentation-undici",
    what: "Node's own `fetch`",
    adds: "traceparent",
    open: async () => {
      const { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } = await import(
        "@opentelemetry/sdk-trace-node"
      );
      const { UndiciInstrumentation } = await import("@opentelemetry/instrumentation-undici");
      const exporter = new InMemorySpanExporter();
      const provider = new NodeTracerProvider({
        spanProcessors: [new SimpleSpanProcessor(exporter)],
      });
      provider.register();
      const instrumentation = new UndiciInstrumentation();
      instrumentation.setTracerProvider(provider);
      return {
        recorded: () => textOf(exporter.getFinishedSpans()),
        close: () => provider.shutdown(),
      };
    },
  },
  {
    row: "Sentry for Node",
    package: "@sentry/node",
    what: "Node's own `fetch`",
    adds: "sentry-trace",
    open: async () => {
      const Sentry = await import("@sentry/node");
      const recorded = [];
      Sentry.init({
        dsn: "http://public@127.0.0.1:9/1",
        tracesSampleRate: 1,
        // Nothing leaves this process.
        transport: () => ({
          send: async (envelope) => {
            recorded.push(JSON.stringify(envelope));
            return {};
          },
          flush: async () => true,
        }),
      });
      return {
        within: (work) => Sentry.startSpan({ name: "work" }, work),
        recorded: async () => {
          await Sentry.flush();
          return recorded.join("\n");
        },
        close: () => Sentry.close(),
      };
    },
  },
].map((way) => ({ releases: ["node24"], ...way }));
