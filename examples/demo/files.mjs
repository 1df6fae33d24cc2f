// What the page's origin serves as files: the page, threadline's modules, and the demo's steps.

import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";

const roots = [
  ["/threadline/", new URL("./", import.meta.resolve("threadline"))],
  ["/demo/", new URL("./", import.meta.url)],
  ["/", new URL("../browser-page/", import.meta.url)],
];

const types = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

/** `{ contents, type }`, or null. A URL's path has its `..` resolved already. */
export async function readPageFile(pathname) {
  const path = pathname === "/" ? "/index.html" : pathname;
  const type = types[extname(path)];
  const [prefix, root] = roots.find(([start]) => path.startsWith(start));
  const file = new URL(`./${path.slice(prefix.length)}`, root);
  if (!type || !file.href.startsWith(root.href)) return null;
  try {
    return { contents: await readFile(fileURLToPath(file)), type };
  } catch (error) {
    if (error.code === "ENOENT") return null;
    throw error;
  }
}
