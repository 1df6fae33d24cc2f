// One method for each of Qlara's operations.

import type { WithOperations } from "../../client/operations.ts";
export declare const operations: WithOperations<"Qlara">;
