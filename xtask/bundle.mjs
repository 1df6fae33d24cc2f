// Bundles the entries of pkg-template into the package: node bundle.mjs <generated> <dist>

import { mkdir, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";

const [generated, dist] = process.argv.slice(2);
const template = fileURLToPath(new URL("../pkg-template", import.meta.url));

/** `threadline:glue` and its like are files that the build generates. */
const generatedFiles = {
  name: "generated files",
  setup(bundle) {
    bundle.onResolve({ filter: /^threadline:/ }, ({ path }) => ({
      path: join(generated, `${path.slice("threadline:".length)}.js`),
    }));
    // Left as they are written, for the runtime or the user's bundler to resolve beside the entry.
    bundle.onResolve({ filter: /\.wasm(\?module)?$/ }, ({ path }) => ({ path, external: true }));
  },
};

/** Node shows the line that an error comes from: it must not be the whole file. */
const SMALL = { minify: true, lineLimit: 500 };

const common = {
  ...SMALL,
  // Paths count from here, so that the chunks are called the same on every machine.
  absWorkingDir: dirname(template),
  outdir: dist,
  bundle: true,
  target: "es2022",
  legalComments: "none",
  metafile: true,
  write: false,
  logLevel: "warning",
};
const run = async (options) => {
  const { metafile, outputFiles } = await build({ ...common, ...options }).catch(
    () => process.exit(1), // esbuild has said what is wrong
  );
  for (const { path, text } of outputFiles) {
    // The parts of a bundle are printed each by itself, so that lines are broken only in a file that is
    // read again; in a CommonJS file that would drop what tells Node the names of its exports.
    const script = options.format === "esm" ? (await transform(text, SMALL)).code : text;
    // The module as text would only grow by its line breaks.
    await writeFile(path, script.replaceAll("\\\n", ""));
  }
  return metafile.outputs;
};

const inTemplate = (names) =>
  Object.fromEntries(
    Object.entries(names).map(([name, entry]) => [name, join(template, "entry", entry)]),
  );

/** Bundles some entries, by their names in the package; what they share becomes one more file. */
const bundle = (names) =>
  run({
    entryPoints: inTemplate(names),
    splitting: true,
    chunkNames: "shared-[hash]",
    format: "esm",
    platform: "neutral",
    plugins: [generatedFiles],
  });

const COMMONJS = { format: "cjs", platform: "node", outExtension: { ".js": ".cjs" } };

/** The package's own bundles once more, file by file, so that they share what they shared. */
const sharedAsCommonJs = {
  name: "shared files as CommonJS",
  setup(bundle) {
    bundle.onResolve({ filter: /^\.\/shared-/ }, ({ path }) => ({
      path: path.replace(/\.js$/, ".cjs"),
      external: true,
    }));
  },
};

await mkdir(dist, { recursive: true });
const outputs = await bundle({
  index: "default.ts",
  browser: "browser.ts",
  workerd: "workerd.ts",
  "edge-light": "edge-light.ts",
  slim: "slim.ts",
  "slim-browser": "slim-browser.ts",
});
// By themselves, so that the package's own entries share nothing with what only tests load.
await bundle({
  testing: "testing.ts",
  "testing-workerd": "testing-workerd.ts",
  "testing-edge-light": "testing-edge-light.ts",
});

/** The entry for Workers, of which the edge shares the module and the errors with everything else in a Worker. */
const besideWorkers = {
  name: "beside workerd.js",
  setup(bundle) {
    bundle.onResolve({ filter: /\/(entry\/workerd|errors\/errors)\.ts$/ }, () => ({
      path: "./workerd.js",
      external: true,
    }));
  },
};
const edge = await run({
  entryPoints: inTemplate({ edge: "edge.ts" }),
  format: "esm",
  platform: "neutral",
  external: ["cloudflare:workers"],
  plugins: [besideWorkers, generatedFiles],
});

// For a require() that takes no ES module, as Jest's; Node's own takes the files above.
const parts = Object.values(outputs).flatMap(({ imports }) => imports.map(({ path }) => path));
const shared = parts.filter((path) => basename(path).startsWith("shared-"));
const asCommonJs = (files, more) =>
  run({
    ...COMMONJS,
    entryPoints: files.map((file) => join(dist, file)),
    plugins: [sharedAsCommonJs],
    ...more,
  });
await asCommonJs(["index.js", ...new Set(shared.map((path) => basename(path)))]);
// Only this one has an address, for which it needs Node.
await asCommonJs(["slim.js"], {
  inject: [fileURLToPath(new URL("commonjs-address.js", import.meta.url))],
  define: { "import.meta.url": "address" },
});
await run({
  ...COMMONJS,
  entryPoints: inTemplate({ testing: "testing-commonjs.ts" }),
  plugins: [generatedFiles],
});

// Which file imports which: for `cargo xtask size`.
await writeFile(join(generated, "bundle.json"), JSON.stringify({ ...outputs, ...edge }));
