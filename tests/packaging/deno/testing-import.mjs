import * as threadline from "threadline";
import * as testing from "threadline/testing";
import { visitFakes } from "./tour.mjs";

console.log(JSON.stringify(await visitFakes(threadline, testing)));
