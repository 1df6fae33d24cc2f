import * as threadline from "threadline";
import { bordersOfPrograms } from "../support/borders-of-programs.mjs";

const address = import.meta.resolve("threadline");
console.log(JSON.stringify(await bordersOfPrograms(threadline, address)));
