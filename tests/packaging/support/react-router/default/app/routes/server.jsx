import * as threadline from "threadline";
import { services, visit } from "../../../tour.mjs";

export const loader = async ({ request }) => visit(threadline, services(request.url));

export default function Page({ loaderData }) {
  return <pre>{btoa(encodeURIComponent(JSON.stringify(loaderData)))}</pre>;
}
