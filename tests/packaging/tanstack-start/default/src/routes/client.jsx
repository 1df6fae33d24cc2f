import { createFileRoute } from "@tanstack/react-router";
import { useEffect } from "react";
import { Heymarket, isNotFoundError, NotFoundError, Qlara } from "threadline";
import { visitFromPage } from "../../../tour.mjs";

const Page = () => {
  useEffect(() => visitFromPage({ Heymarket, isNotFoundError, NotFoundError, Qlara }), []);
  return null;
};

export const Route = createFileRoute("/client")({ component: Page });
