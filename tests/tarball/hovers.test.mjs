// What an editor shows when the pointer rests on a name of the package: TypeScript's own language
// server responds, over the declarations as they were packed.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

const folder = join(process.env.THREADLINE_PACKAGE, "dist");
const FILES = ["index.d.ts", "slim.d.ts", "testing.d.ts"];

/** A language server: `ask` resolves with its response. */
const startServer = () => {
  const tsc = fileURLToPath(import.meta.resolve("typescript/package.json")).replace(
    "package.json",
    "bin/tsc",
  );
  const child = spawn(process.execPath, [tsc, "--lsp", "--stdio"], {
    stdio: ["pipe", "pipe", "ignore"],
  });
  const waiting = new Map();
  let unread = Buffer.alloc(0);
  child.stdout.on("data", (piece) => {
    unread = Buffer.concat([unread, piece]);
    for (;;) {
      const end = unread.indexOf("\r\n\r\n");
      if (end < 0) return;
      const length = Number(/Content-Length: (\d+)/i.exec(unread.subarray(0, end))[1]);
      if (unread.length < end + 4 + length) return;
      const message = JSON.parse(unread.subarray(end + 4, end + 4 + length));
      unread = unread.subarray(end + 4 + length);
      // The server asks, too: it gets nothing.
      if (message.method && message.id !== undefined) write({ id: message.id, result: null });
      else waiting.get(message.id)?.(message);
    }
  });
  const write = (message) => {
    const text = JSON.stringify({ jsonrpc: "2.0", ...message });
    child.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  };
  let last = 0;
  const ask = (method, params) => {
    const id = `ask-${++last}`;
    write({ id, method, params });
    return new Promise((resolve, reject) => {
      waiting.set(id, ({ error, result }) => (error ? reject(error) : resolve(result)));
    });
  };
  return { ask, tell: (method, params) => write({ method, params }), stop: () => child.kill() };
};

const server = startServer();
after(() => server.stop());

const CLASS = 5;
const METHOD = 6;
const PROPERTY = 7;
const INTERFACE = 11;
const FUNCTION = 12;
const MET = new Set([CLASS, METHOD, PROPERTY, INTERFACE, FUNCTION]);

/**
 * What a user never writes: the shapes of the platform's own objects, what types are built from, and
 * the symbol behind `for await`.
 */
const INNER = /^\w+Like\.|^(KeysOf|Calls|\w+Operations)$|\[Symbol\./;

/** Every name in a file, as `Heymarket.Message.text`, and its position. */
const namesIn = (symbols, path = []) =>
  symbols.flatMap(({ name, kind, selectionRange, children }) => {
    const here = [...path, name];
    const own = MET.has(kind) ? [{ name: here.join("."), at: selectionRange.start }] : [];
    return [...own, ...namesIn(children ?? [], here)];
  });

test("an editor shows a comment on every method, field, option and error's member", async () => {
  await server.ask("initialize", {
    processId: process.pid,
    rootUri: pathToFileURL(folder).href,
    capabilities: {
      textDocument: {
        hover: { contentFormat: ["markdown"] },
        documentSymbol: { hierarchicalDocumentSymbolSupport: true },
      },
    },
  });
  server.tell("initialized", {});
  const met = [];
  const bare = [];
  for (const file of FILES) {
    const text = readFileSync(join(folder, file), "utf8");
    const lines = text.split("\n");
    const uri = pathToFileURL(join(folder, file)).href;
    const textDocument = { uri };
    server.tell("textDocument/didOpen", {
      textDocument: { uri, languageId: "typescript", version: 1, text },
    });
    const symbols = await server.ask("textDocument/documentSymbol", { textDocument });
    for (const { name, at } of namesIn(symbols)) {
      // What one kind of credentials excludes of another is not a field of it.
      if (/\?: never;/.test(lines[at.line]) || INNER.test(name)) continue;
      met.push(name);
      const said = await server.ask("textDocument/hover", { textDocument, position: at });
      const { value } = said?.contents ?? { value: "" };
      if (value.replace(/```[\s\S]*?```/g, "").trim() === "") bare.push(`${file}: ${name}`);
    }
  }
  for (const name of ["Heymarket.Message.text", "ClientOptions.timeoutMs", "FakeServices.faults"])
    assert.ok(met.includes(name), `${name} is not among what was looked at: ${met}`);
  assert.deepEqual(bare, []);
});
