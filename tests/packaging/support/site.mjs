// A folder as a web server would serve it: nothing that a tool adds.

import { createReadStream } from "node:fs";
import { extname, join, normalize } from "node:path";
import { serve } from "../../runtimes/support/misbehaving.mjs";
import { visitPage } from "./page.mjs";

export const TYPES = {
  ".css": "text/css",
  ".html": "text/html",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".wasm": "application/wasm",
};

/** `answers` are for what begins with a path, in place of a file: functions of the response. */
export const serveFolder = (folder, answers = {}) =>
  serve((request, response) => {
    const path = normalize(new URL(request.url, "http://localhost").pathname);
    const beginning = Object.keys(answers).find((beginning) => path.startsWith(beginning));
    if (beginning) return answers[beginning](response);
    const file = join(folder, path.endsWith("/") ? `${path}index.html` : path);
    response.setHeader("content-type", TYPES[extname(file)] ?? "application/octet-stream");
    createReadStream(file)
      .on("error", () => response.writeHead(404).end())
      .pipe(response);
  });

/** Opens a folder's page in Chromium; what came out of its visit. */
export const visitFolder = async (folder, services, page = "") => {
  const site = await serveFolder(folder);
  try {
    return await visitPage(`${site.url}/${page}`, services);
  } finally {
    site.stop();
  }
};
