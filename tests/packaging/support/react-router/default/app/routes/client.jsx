import { useEffect } from "react";
import { Heymarket, isNotFoundError, NotFoundError, Qlara } from "threadline";
import { visitFromPage } from "../../../tour.mjs";

export default function Page() {
  useEffect(() => visitFromPage({ Heymarket, isNotFoundError, NotFoundError, Qlara }), []);
  return null;
}
