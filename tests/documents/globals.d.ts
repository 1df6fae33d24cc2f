// What the code in the documents takes for granted.

declare const apiKey: string;

// What the frameworks bring, whose projects in tests/packaging/ run the same code.

declare module "$app/server";
declare module "@sveltejs/kit";

// Of the runtime of Cloudflare's Workers.
declare module "cloudflare:workers" {
  export class WorkerEntrypoint {
    // biome-ignore lint/suspicious/noExplicitAny: each Worker has its own
    protected env: any;
  }
}

// What is given as a fetch, and what watches one: tests/packaging/fetches runs the same code, and has their types.

declare module "@opentelemetry/instrumentation";
declare module "@opentelemetry/instrumentation-fetch";
declare module "@opentelemetry/instrumentation-undici";
declare module "@opentelemetry/sdk-trace-node";
declare module "@opentelemetry/sdk-trace-web";
declare module "ky";
declare module "ofetch";
declare module "up-fetch";

// What the test runners and the doubles of the network bring, whose projects run the same code.

declare module "*/app.js";
declare module "jest-fetch-mock";
declare module "msw";
declare module "msw/node";
declare module "nock";
declare module "undici";
declare module "vitest";
declare module "vitest/environments";
// biome-ignore lint/suspicious/noExplicitAny: Jest's own types are another package
declare const jest: any;
// biome-ignore lint/suspicious/noExplicitAny: Jest's own types are another package
declare const test: any;
// biome-ignore lint/suspicious/noExplicitAny: Jest's own types are another package
declare const expect: any;
// biome-ignore lint/suspicious/noExplicitAny: Jest's own types are another package
declare const beforeAll: any;
// biome-ignore lint/suspicious/noExplicitAny: Jest's own types are another package
declare const beforeEach: any;
// biome-ignore lint/suspicious/noExplicitAny: Jest's own types are another package
declare const afterEach: any;
// biome-ignore lint/suspicious/noExplicitAny: Jest's own types are another package
declare const afterAll: any;
