import { createFileRoute } from "@tanstack/react-router";
import { Heymarket } from "threadline";
import { steer } from "../../../../support/steer.mjs";
import { THROWN } from "../thrown.js";

export const Route = createFileRoute("/steer-client")({
  ssr: false,
  loaderDeps: ({ search }) => search,
  loader: ({ deps }) => steer(Heymarket, new URLSearchParams(deps), THROWN[deps.thrown]),
});
