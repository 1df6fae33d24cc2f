// What a page imports, and what a dependency of it requires.

import { Heymarket } from "threadline";
import required from "./required.cjs";

console.log(JSON.stringify(required.Heymarket === Heymarket));
