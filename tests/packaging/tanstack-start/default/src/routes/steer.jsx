import { createFileRoute } from "@tanstack/react-router";
import { createServerFn } from "@tanstack/react-start";
import { Heymarket } from "threadline";
import { steer } from "../../../../support/steer.mjs";
import { THROWN } from "../thrown.js";

const steered = createServerFn()
  .validator((search) => search)
  .handler(({ data }) => steer(Heymarket, new URLSearchParams(data), THROWN[data.thrown]));

export const Route = createFileRoute("/steer")({
  loaderDeps: ({ search }) => search,
  loader: ({ deps }) => steered({ data: deps }),
});
