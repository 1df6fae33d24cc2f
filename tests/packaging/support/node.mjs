// Node's releases, as the project `node` has installed them.

import { readFileSync } from "node:fs";
import { arch, platform } from "node:process";
import { fileURLToPath } from "node:url";

export const RELEASES = ["node20", "node22", "node24"];

/** The name of a release's package. */
export const packageOf = (release) => `${release}-${platform}-${arch}`;

/** A release's program. */
export const programOf = (release) =>
  fileURLToPath(new URL(`../node/node_modules/${packageOf(release)}/bin/node`, import.meta.url));

/** A release's version. */
export const versionOf = (release) => {
  const manifest = new URL(
    `../node/node_modules/${packageOf(release)}/package.json`,
    import.meta.url,
  );
  return JSON.parse(readFileSync(manifest, "utf8")).version;
};
