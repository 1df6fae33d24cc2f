// The observers for OpenTelemetry of docs/options.md, with its SDK: what is measured, and that nothing else is exported.

import assert from "node:assert/strict";
import { after, before, describe, mock, test } from "node:test";
import { metrics } from "@opentelemetry/api";
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from "@opentelemetry/sdk-metrics";
import { fromDocument } from "./support/document.mjs";
import { json, rejection, wire } from "./support/doubles.mjs";

const SECRET = "key-SECRET-4f1d";
const PHONE = "15555559999";

describe("the documented example for OpenTelemetry", () => {
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const provider = new MeterProvider({
    // It exports on request.
    readers: [new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 })],
  });
  let heymarket;
  before(async () => {
    metrics.setGlobalMeterProvider(provider);
    mock.method(Math, "random", () => 0);
    globalThis.apiKey = SECRET;
    ({ heymarket } = await import(await fromDocument("docs/options.md", "telemetry.js")));
  });
  after(async () => {
    mock.restoreAll();
    await provider.shutdown();
  });

  test("measures each response and each retry, by operation and outcome, and nothing else", async () => {
    const down = () => new Response(null, { status: 503 });
    const answers = [
      () => json([wire(1)]),
      () => json({ message: `no ${PHONE}` }, { status: 404 }),
      down,
      () => Promise.reject(new TypeError("fetch failed")),
      () => json("ok"),
    ];
    mock.method(globalThis, "fetch", async () => answers.shift()());
    await heymarket.listConversations({ id: 1111, filters: {} });
    await rejection(heymarket.getConversation({ id: 7 }));
    await heymarket.markRead({ inboxId: 1, userId: 2, target: PHONE });
    assert.equal(answers.length, 0);

    await provider.forceFlush();
    const [{ scopeMetrics }] = exporter.getMetrics();
    assert.equal(scopeMetrics[0].scope.name, "messaging");
    const [duration, retries] = scopeMetrics[0].metrics;
    assert.deepEqual(
      [duration.descriptor.name, duration.descriptor.unit],
      ["http.client.request.duration", "s"],
    );
    const code = "http.response.status_code";
    assert.deepEqual(
      duration.dataPoints.map(({ attributes, value: { count } }) => ({ ...attributes, count })),
      [
        { operation: "listConversations", [code]: 200, count: 1 },
        { operation: "getConversation", [code]: 404, count: 1 },
        { operation: "markRead", [code]: 503, count: 1 },
        { operation: "markRead", [code]: 200, count: 1 },
      ],
    );
    for (const { value } of duration.dataPoints) assert.ok(value.sum >= 0 && value.sum < 5);
    assert.deepEqual(
      retries.dataPoints.map(({ attributes, value }) => ({ ...attributes, value })),
      [
        { operation: "markRead", "error.type": "SERVER", value: 1 },
        { operation: "markRead", "error.type": "CONNECTION", value: 1 },
      ],
    );
    const exported = JSON.stringify(exporter.getMetrics());
    for (const secret of [SECRET, PHONE]) assert.equal(exported.includes(secret), false);
  });
});
