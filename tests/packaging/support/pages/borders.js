// Across what a page has: a clone, a worker, a database.

import * as threadline from "threadline";
import { arrival, crossings, crossingsOf, everyError, sentOf, takenForOurs } from "./tour.mjs";

const here = (cross) => async (value) => arrival(threadline, await cross(value));

const answerOf = (worker) =>
  new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(`the worker: ${message}`));
  });

const toWorker = async (errors) => {
  const worker = new Worker("borders-worker.js", { type: "module" });
  const ask = (question) => {
    const answer = answerOf(worker);
    worker.postMessage(question);
    return answer;
  };
  try {
    return await crossingsOf(errors, (value) => ask({ value }));
  } finally {
    worker.terminate();
  }
};

const uncaught = async (errors) => {
  const worker = new Worker("borders-worker.js", { type: "module" });
  const thrown = (name) =>
    new Promise((resolve) => {
      worker.onerror = (event) => {
        event.preventDefault();
        resolve(event.error);
      };
      worker.postMessage({ throws: name });
    });
  try {
    return await crossings(sentOf(errors), here(thrown));
  } finally {
    worker.terminate();
  }
};

const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const throughDatabase = async (errors) => {
  const opening = indexedDB.open("borders");
  opening.onupgradeneeded = () => opening.result.createObjectStore("errors");
  const database = await done(opening);
  const errorsIn = (mode) => database.transaction("errors", mode).objectStore("errors");
  try {
    return await crossingsOf(
      errors,
      here(async (value) => {
        await done(errorsIn("readwrite").put(value, "last"));
        return done(errorsIn("readonly").get("last"));
      }),
    );
  } finally {
    database.close();
  }
};

const visitBorders = async () => {
  const errors = await everyError(threadline);
  return {
    foreign: takenForOurs(threadline),
    borders: {
      "`structuredClone`": await crossingsOf(errors, here(structuredClone)),
      "`postMessage` to a Web Worker": await toWorker(errors),
      "uncaught in a Web Worker, its `error` event": await uncaught(errors),
      IndexedDB: await throughDatabase(errors),
    },
  };
};

// As JSON: a driver may make null of what is undefined.
globalThis.report = visitBorders().then((report) => JSON.parse(JSON.stringify(report)));
