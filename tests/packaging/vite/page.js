import { Heymarket, isNotFoundError, NotFoundError, Qlara } from "threadline";
import { visitFromPage } from "./tour.mjs";

visitFromPage({ Heymarket, isNotFoundError, NotFoundError, Qlara });
