// For Cloudflare Workers: a live inbox behind one Durable Object for each account.

export { createEdge } from "../edge/create-edge.ts";
