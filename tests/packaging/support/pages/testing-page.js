import * as threadline from "threadline";
import * as testing from "threadline/testing";
import { visitFakesFromPage } from "./tour.mjs";

visitFakesFromPage(threadline, testing);
