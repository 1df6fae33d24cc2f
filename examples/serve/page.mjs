// A page's server: its files, its module, and an endpoint that speaks for the services. The endpoint keeps the keys and
// serves only those who have the token, as one of yours would after its sign-in.

import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname } from "node:path";
import { pathToFileURL } from "node:url";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".wasm": "application/wasm",
};

/** How each service is given its key. */
const CREDENTIALS = {
  heymarket: (key) => ({ authorization: `Bearer ${key}` }),
  qlara: (key) => ({ "x-api-key": key }),
};

/** What a page may know of a response. */
const PASSED_ON = ["content-type", "retry-after", "retry-after-ms", "x-request-id"];

/**
 * Serves the files of `folder`, those of `module` below /pkg/, and the services at `service`, which accept `keys`, below
 * /heymarket/ and /qlara/.
 */
export async function servePage({ folder, module, service, keys, port = 0 }) {
  const token = randomUUID();
  const roots = { "/pkg/": pathToFileURL(`${module}/`), "/": pathToFileURL(`${folder}/`) };
  const server = createServer(async (request, response) => {
    try {
      await answer(request, response);
    } catch {
      // The service cannot be reached, or the page has gone.
      if (!response.headersSent) response.writeHead(502);
      response.end();
    }
  });

  async function answer(request, response) {
    const { pathname, search } = new URL(request.url, "http://localhost");
    const [, name, ...rest] = pathname.split("/");
    if (!Object.hasOwn(CREDENTIALS, name)) return sendFile(pathname, response);
    if (request.headers.authorization !== `Bearer ${token}`) return response.writeHead(401).end();
    const { method } = request;
    const body = method === "GET" ? undefined : Buffer.concat(await request.toArray());
    const headers = { "content-type": "application/json", ...CREDENTIALS[name](keys[name]) };
    const url = new URL(`/${rest.join("/")}${search}`, service);
    const found = await fetch(url, { method, headers, body, redirect: "manual" });
    const contents = Buffer.from(await found.arrayBuffer());
    const passed = PASSED_ON.filter((header) => found.headers.has(header));
    const named = passed.map((header) => [header, found.headers.get(header)]);
    response.writeHead(found.status, Object.fromEntries(named)).end(contents);
  }

  async function sendFile(pathname, response) {
    const path = pathname === "/" ? "/index.html" : pathname;
    const type = TYPES[extname(path)];
    const [prefix, root] = Object.entries(roots).find(([start]) => path.startsWith(start));
    const file = new URL(`./${path.slice(prefix.length)}`, root);
    const isInside = file.href.startsWith(root.href);
    const contents = type && isInside && (await readFile(file).catch(() => undefined));
    if (!contents) return response.writeHead(404).end();
    response.writeHead(200, { "content-type": type }).end(contents);
  }

  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    origin,
    token,
    // A fragment is never sent: the token reaches the page and nobody else.
    pageUrl: `${origin}/?member=1111#token=${token}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
