// wasm-bindgen's glue of the fake services.

import type { Glue } from "../../testing/glue.ts";
export declare const makeGlue: () => Glue;
