"use client";

import { useEffect } from "react";
import * as threadline from "threadline";
import { visitFromPage } from "../../../tour.mjs";

export default function Page() {
  useEffect(() => visitFromPage(threadline), []);
  return null;
}
