// What the code in the documents takes for granted.

declare const apiKey: string;

// Of the runtime of Cloudflare's Workers.
declare module "cloudflare:workers" {
  export class WorkerEntrypoint {
    // biome-ignore lint/suspicious/noExplicitAny: each Worker has its own
    protected env: any;
  }
}

// Installed where this code runs: tests/packaging/fetches has their types, too.
declare module "@opentelemetry/instrumentation";
declare module "@opentelemetry/instrumentation-fetch";
declare module "@opentelemetry/instrumentation-undici";
declare module "@opentelemetry/sdk-trace-node";
declare module "@opentelemetry/sdk-trace-web";
declare module "ky";
declare module "ofetch";
declare module "undici";
declare module "up-fetch";
