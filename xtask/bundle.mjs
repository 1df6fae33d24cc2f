// Bundles the entries of pkg-template into the package: node bundle.mjs <generated> <dist>

import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

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

/** Bundles some entries, by their names in the package; what they share becomes one more file. */
const bundle = async (names) => {
  const { metafile } = await build({
    // Paths count from here, so that the chunks are called the same on every machine.
    absWorkingDir: dirname(template),
    entryPoints: Object.fromEntries(
      Object.entries(names).map(([name, entry]) => [name, join(template, "entry", entry)]),
    ),
    outdir: dist,
    bundle: true,
    splitting: true,
    chunkNames: "shared-[hash]",
    format: "esm",
    platform: "neutral",
    target: "es2022",
    minify: true,
    legalComments: "none",
    plugins: [generatedFiles],
    metafile: true,
    logLevel: "warning",
  }).catch(() => process.exit(1)); // esbuild has said what is wrong
  return metafile.outputs;
};

await mkdir(dist, { recursive: true });
const outputs = await bundle({
  index: "default.js",
  workerd: "workerd.js",
  "edge-light": "edge-light.js",
  slim: "slim.js",
});
// By themselves, so that the package's own entries share nothing with what only tests load.
await bundle({
  testing: "testing.js",
  "testing-workerd": "testing-workerd.js",
  "testing-edge-light": "testing-edge-light.js",
});

// Which file imports which: for `cargo xtask size`.
await writeFile(join(generated, "bundle.json"), JSON.stringify(outputs));
