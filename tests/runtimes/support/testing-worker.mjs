// A Worker whose services are fakes in the same isolate.

import * as threadline from "threadline";
import { fakeServices } from "threadline/testing";
import { tourFakes } from "./tour-fakes.mjs";

export default {
  fetch: async () => Response.json(await tourFakes({ ...threadline, fakeServices })),
};
