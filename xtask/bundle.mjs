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

await mkdir(dist, { recursive: true });
const result = await build({
  // Paths count from here, so that the chunks are called the same on every machine.
  absWorkingDir: dirname(template),
  entryPoints: {
    index: join(template, "entry/default.js"),
    workerd: join(template, "entry/workerd.js"),
    "edge-light": join(template, "entry/edge-light.js"),
    slim: join(template, "entry/slim.js"),
  },
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

// Which file imports which: for `cargo xtask size`.
await writeFile(join(generated, "bundle.json"), JSON.stringify(result.metafile.outputs));
