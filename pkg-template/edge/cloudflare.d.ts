// What the Workers runtime offers under a name of its own, as far as it is used here.

declare module "cloudflare:workers" {
  import type { State } from "./platform.ts";

  export class DurableObject {
    constructor(ctx: State, env: unknown);
  }
}
