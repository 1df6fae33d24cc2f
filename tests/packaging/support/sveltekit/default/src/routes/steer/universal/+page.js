import { Heymarket } from "threadline";
import { steer } from "../../../../../../support/steer.mjs";
import { THROWN } from "../thrown.js";

export const load = async ({ url: { searchParams } }) => ({
  never: await steer(Heymarket, searchParams, THROWN[searchParams.get("thrown")]),
});
