// This release needs a newer Node than the oldest that we run on.

import { programOf } from "../support/node.mjs";
import { testSvelteKit } from "../support/sveltekit.mjs";

testSvelteKit(programOf("node24"));
