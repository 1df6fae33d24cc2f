import * as threadline from "threadline";
import { visit } from "../../../tour.mjs";

export default async function Page({ searchParams }) {
  const { services } = await searchParams;
  const report = await visit(threadline, JSON.parse(services));
  return <pre>{Buffer.from(JSON.stringify(report)).toString("base64")}</pre>;
}
