// A headless Chromium, and a server for its pages: the package's files as they are, no bundler.

import { createReadStream } from "node:fs";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { serve } from "./misbehaving.mjs";

const TYPES = {
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".wasm": "application/wasm",
  ".html": "text/html",
};
const FOLDERS = {
  threadline: join(process.env.THREADLINE_PACKAGE, "dist"),
  copy: join(process.env.THREADLINE_PACKAGE, "dist"), // the same files at another address
  support: fileURLToPath(new URL(".", import.meta.url)),
};

export const launch = () =>
  chromium.launch({
    executablePath: process.env.THREADLINE_CHROMIUM,
    args: (process.env.THREADLINE_CHROMIUM_ARGS ?? "").split(" ").filter(Boolean),
  });

/** `page(policy)` opens an empty page with that Content-Security-Policy. */
export const startBrowser = async () => {
  const browser = await launch();
  const server = await serve((request, response) => {
    const url = new URL(request.url, "http://localhost");
    const [, folder, ...rest] = normalize(url.pathname).split("/");
    const policy = url.searchParams.get("policy");
    if (policy) response.setHeader("content-security-policy", policy);
    if (folder === "redirect") {
      response.writeHead(302, { location: "/" }).end();
      return;
    }
    if (!(folder in FOLDERS)) {
      response.setHeader("content-type", "text/html");
      response.end("<!doctype html><title>a page</title>");
      return;
    }
    const file = join(FOLDERS[folder], ...rest);
    response.setHeader("content-type", TYPES[extname(file)] ?? "application/octet-stream");
    createReadStream(file)
      .on("error", () => response.writeHead(404).end())
      .pipe(response);
  });
  return {
    url: server.url,
    page: async (policy = "") => {
      const page = await browser.newPage();
      await page.goto(`${server.url}/?policy=${encodeURIComponent(policy)}`);
      return page;
    },
    stop: async () => {
      await browser.close();
      server.stop();
    },
  };
};
