// This release needs a newer Node than the oldest that we run on.

import { programOf } from "../support/node.mjs";
import { testReactRouter } from "../support/react-router.mjs";

testReactRouter(programOf("node24"));
