import * as threadline from "threadline";
import { visitFromPage } from "./tour.mjs";

visitFromPage(threadline);
