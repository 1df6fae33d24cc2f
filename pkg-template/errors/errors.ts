// The error family: a call rejects with one of these, or with the reason of the caller's own signal.

export * from "./classes.ts";
export { isThreadlineError } from "./define.ts";
export { ThreadlineError } from "./threadline-error.ts";
