// What the code in the documents takes for granted.

declare const apiKey: string;

// Of the runtime of Cloudflare's Workers.
declare module "cloudflare:workers" {
  export class WorkerEntrypoint {
    // biome-ignore lint/suspicious/noExplicitAny: each Worker has its own
    protected env: any;
  }
}
