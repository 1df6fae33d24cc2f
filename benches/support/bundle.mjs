// One way to bundle for all: esbuild, minified, for a browser.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { ajvModule } from "../rivals/ajv.mjs";

export const generated = process.env.THREADLINE_GENERATED;
const template = process.env.THREADLINE_TEMPLATE;

/**
 * `threadline:…` is what the build generated, `template:…` a source of the package; `ajv:page` is what
 * Ajv makes of the schema.
 */
const virtual = {
  name: "virtual",
  setup(bundle) {
    bundle.onResolve({ filter: /^threadline:/ }, ({ path }) => ({
      path: join(generated, `${path.slice("threadline:".length)}.js`),
    }));
    bundle.onResolve({ filter: /^template:/ }, ({ path }) => ({
      path: join(template, path.slice("template:".length)),
    }));
    bundle.onResolve({ filter: /^ajv:page$/ }, ({ path }) => ({ path, namespace: "ajv" }));
    bundle.onLoad({ filter: /./, namespace: "ajv" }, () => ({
      contents: ajvModule(),
      resolveDir: import.meta.dirname,
    }));
    bundle.onResolve({ filter: /\.wasm(\?module)?$/ }, ({ path }) => ({ path, external: true }));
  },
};

const made = (contents, options) =>
  build({
    stdin: { contents, resolveDir: join(import.meta.dirname, "..") },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    platform: "browser",
    target: "es2022",
    legalComments: "none",
    logLevel: "error",
    plugins: [virtual],
    ...options,
  });

/** The text of a bundle of `contents`, resolved from this package's folder. */
export const bundle = async (contents, options) =>
  (await made(contents, options)).outputFiles[0].contents;

/** The same, with the bytes that each source has in it. */
export const bundled = async (contents) => {
  const { outputFiles, metafile } = await made(contents, { metafile: true });
  const [{ inputs }] = Object.values(metafile.outputs);
  const bytes = Object.entries(inputs).map(([path, { bytesInOutput }]) => [path, bytesInOutput]);
  return { text: outputFiles[0].contents, inputs: bytes };
};

/** The exports of such a bundle. */
export const load = async (contents) => {
  const text = Buffer.from(await bundle(contents, { minify: false })).toString("base64");
  return import(`data:text/javascript;base64,${text}`);
};

export const wasmOf = (file) => new WebAssembly.Module(readFileSync(file));
