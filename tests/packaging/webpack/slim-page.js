import { Heymarket, isNotFoundError, NotFoundError, Qlara } from "threadline/slim";
import { visitFromPage } from "./tour.mjs";

visitFromPage({ Heymarket, isNotFoundError, NotFoundError, Qlara });
