// Workers have no import map.
import * as threadline from "/node_modules/threadline/dist/index.js";
import { visitFromWorker } from "./tour.mjs";

visitFromWorker(threadline);
