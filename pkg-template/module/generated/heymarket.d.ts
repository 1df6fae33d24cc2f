// One method for each of Heymarket's operations.

import type { WithOperations } from "../../client/operations.ts";
export declare const operations: WithOperations<"Heymarket">;
