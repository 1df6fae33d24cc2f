"use client";

import { useEffect } from "react";
import * as threadline from "threadline";
import { arrival, crossings } from "../../../tour.mjs";

export function Arrived({ sent, errors, json }) {
  useEffect(() => {
    globalThis.report = crossings(
      sent,
      (name) => arrival(threadline, errors[name]),
      (name) => arrival(threadline, json[name]),
    );
  }, [sent, errors, json]);
  return null;
}
