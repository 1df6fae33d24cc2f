// What a page imports, and what a dependency of it requires.

import { Heymarket } from "threadline";
import { Heymarket as SlimHeymarket } from "threadline/slim";
import required from "./required.cjs";

const { whole, slim } = required;
console.log(JSON.stringify([whole.Heymarket === Heymarket, slim.Heymarket === SlimHeymarket]));
