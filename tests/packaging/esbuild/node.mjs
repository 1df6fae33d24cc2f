import * as threadline from "threadline";
import { visit } from "./tour.mjs";

visit(threadline, JSON.parse(process.argv[2])).then((report) => {
  console.log(JSON.stringify(report));
});
