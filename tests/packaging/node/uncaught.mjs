import * as threadline from "threadline";
import { everyError } from "../support/borders.mjs";

const { [process.argv[2]]: error } = await everyError(threadline);
throw error;
