import { createFileRoute } from "@tanstack/react-router";
import { createServerFn } from "@tanstack/react-start";
import * as threadline from "threadline/slim";
import { visit } from "../../../tour.mjs";

const report = createServerFn()
  .validator((services) => services)
  .handler(({ data }) => visit(threadline, data));

const Page = () => <pre>{btoa(encodeURIComponent(JSON.stringify(Route.useLoaderData())))}</pre>;

export const Route = createFileRoute("/server")({
  loaderDeps: ({ search }) => search,
  loader: ({ deps: { services } }) => report({ data: services }),
  component: Page,
});
