// The slim entry: as the default one, but the module is a file of its own.

export * from "./index.js";

/** A compiled `WebAssembly.Module`, its bytes, a `Response` with them, or the `URL` that they are at. */
export type ModuleSource = object;

/**
 * Loads the WebAssembly module now instead of at the first call: from `module` or, without it,
 * from the file beside this one: `threadline.wasm`, or in a page `threadline-calls.wasm`, which takes no
 * webhooks. Calling it again is harmless.
 */
export declare function init(options?: {
  module?: ModuleSource | PromiseLike<ModuleSource> | undefined;
}): Promise<void>;
