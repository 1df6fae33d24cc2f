// The installed package: what npm unpacked from the tarball.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const folder = process.env.THREADLINE_PACKAGE;

/** Every file in it, as a path with `/`. */
export const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1))
  .map((path) => path.replaceAll("\\", "/"))
  .sort();

export const bytes = (file) => readFileSync(join(folder, file));
export const text = (file) => bytes(file).toString();
export const manifest = JSON.parse(text("package.json"));
export const sbom = JSON.parse(text("sbom.cdx.json"));
