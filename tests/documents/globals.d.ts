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
