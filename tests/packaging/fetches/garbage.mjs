// Ordinary garbage, as a server makes it that has other work to do. Nothing is collected by force.

import { constants, PerformanceObserver } from "node:perf_hooks";

/** Makes garbage until `stop`; `collections` counts how often old objects have been collected. */
export const makeGarbage = () => {
  let collections = 0;
  let waiting = [];
  const observer = new PerformanceObserver((list) => {
    const major = ({ detail }) => detail.kind === constants.NODE_PERFORMANCE_GC_MAJOR;
    collections += list.getEntries().filter(major).length;
    waiting = waiting.filter(({ count, resolve }) => collections < count || resolve());
  });
  observer.observe({ entryTypes: ["gc"] });
  let junk = [];
  const timer = setInterval(() => {
    for (let at = 0; at < 4_000; at++) junk.push({ at, text: "x".repeat(50) });
    if (junk.length > 100_000) junk = [];
  }, 5);
  return {
    collections: () => collections,
    /** Until so many more have been. */
    collected: (more) =>
      new Promise((resolve) => {
        waiting.push({ count: collections + more, resolve });
      }),
    stop: () => {
      clearInterval(timer);
      observer.disconnect();
    },
  };
};
