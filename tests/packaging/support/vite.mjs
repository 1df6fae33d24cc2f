// A Vite project without a configuration: its dev server and its build.

import { copyFileSync } from "node:fs";
import { visitPage } from "./page.mjs";
import { run, serveWith, tool } from "./programs.mjs";
import { visitFolder } from "./site.mjs";

/** Serves the page from the dev server, and visits it. */
export const visitDevServer = async (page, services, ...more) => {
  copyFileSync(page, "index.html");
  const flags = ["--host", "127.0.0.1", "--port", "0", "--clearScreen", "false", ...more];
  const address = (printed) => /Local: +(http:\S+)/.exec(printed)?.[1];
  const server = await serveWith(tool("vite"), flags, address);
  try {
    return await visitPage(server.found, services);
  } finally {
    await server.stop();
  }
};

/** Builds the page, checks the output, and visits it. */
export const visitBuild = async (page, check, services) => {
  copyFileSync(page, "index.html");
  const folder = `dist-${page}`;
  await run(tool("vite"), ["build", "--outDir", folder]);
  check(folder);
  return visitFolder(folder, services);
};
