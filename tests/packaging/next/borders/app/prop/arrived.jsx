"use client";

import { useEffect } from "react";
import * as threadline from "threadline";
import { arrival, crossings, takenForOurs } from "../../../tour.mjs";

export function Arrived({ sent, errors, json }) {
  useEffect(() => {
    globalThis.report = crossings(
      sent,
      (name) => arrival(threadline, errors[name]),
      (name) => arrival(threadline, json[name]),
    ).then((rows) => ({
      foreign: takenForOurs(threadline),
      "a prop of a client component": rows,
    }));
  }, [sent, errors, json]);
  return null;
}
