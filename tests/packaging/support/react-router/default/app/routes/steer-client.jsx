import { Heymarket } from "threadline";
import { steer } from "../../../../support/steer.mjs";
import { THROWN } from "../thrown.js";

export const clientLoader = async ({ request }) => {
  const { searchParams } = new URL(request.url);
  return steer(Heymarket, searchParams, THROWN[searchParams.get("thrown")]);
};

export default function Page() {
  return "never shown";
}
