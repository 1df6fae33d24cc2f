import * as threadline from "threadline/slim";
import { visitFromPage } from "./tour.mjs";

visitFromPage(threadline);
