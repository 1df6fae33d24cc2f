// Node's releases, as the project `node` has installed them.

import { arch, platform } from "node:process";
import { fileURLToPath } from "node:url";

export const RELEASES = ["node20", "node22", "node24"];

/** The name of a release's package. */
export const packageOf = (release) => `${release}-${platform}-${arch}`;

/** A release's program. */
export const programOf = (release) =>
  fileURLToPath(new URL(`../node/node_modules/${packageOf(release)}/bin/node`, import.meta.url));
