import { sentOf } from "../../../tour.mjs";
import { made } from "../../errors.js";
import { Arrived } from "./arrived.jsx";

export const dynamic = "force-dynamic";

export default async function Page() {
  const errors = await made();
  const json = Object.fromEntries(
    Object.entries(errors).map(([name, error]) => [name, error.toJSON()]),
  );
  return <Arrived sent={sentOf(errors)} errors={errors} json={json} />;
}
