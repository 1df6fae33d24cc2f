// Which crates a build is made of: cargo's own answers, no guesses.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname } from "node:path";

const TARGET = "wasm32-unknown-unknown";

const cargo = (...args) =>
  execFileSync(process.env.CARGO ?? "cargo", args, { encoding: "utf8", maxBuffer: 1 << 28 });

/** A crate's name and version. */
const key = ({ name, version }) => `${name}@${version}`;

/**
 * The crates that cargo takes for `what` (arguments that choose package and features), as a map from
 * `name@version` to the set of those that each needs directly.
 */
const graph = (what, edges) => {
  const printed = cargo(
    "tree",
    ...what,
    ...["--target", TARGET, "--edges", edges, "--no-dedupe"],
    ...["--prefix", "depth", "--format", " {p}"],
  );
  const found = new Map();
  const above = [];
  for (const line of printed.split("\n").filter(Boolean)) {
    const [, depth, name, version] = /^(\d+) (\S+) v(\S+)/.exec(line);
    const crate = key({ name, version });
    above.length = Number(depth);
    found.get(above.at(-1))?.add(crate);
    if (!found.has(crate)) found.set(crate, new Set());
    above.push(crate);
  }
  return found;
};

/** The checksums of the registry's files, by `name@version`. */
const checksums = (lockfile) =>
  new Map(
    Array.from(
      lockfile.matchAll(/name = "(.+)"\nversion = "(.+)"\nsource = ".+"\nchecksum = "(.+)"/g),
      ([, name, version, checksum]) => [key({ name, version }), checksum],
    ),
  );

/**
 * For each build (arguments that choose a package and its features): the crates that are linked into
 * the module, and the one that needs all others. And, of all builds, the crates that only run
 * meanwhile: macros and what they need. Each crate with what the registry knows of it, by name.
 */
export const crates = (builds) => {
  const metadata = JSON.parse(
    cargo("metadata", "--locked", "--format-version", "1", "--filter-platform", TARGET),
  );
  const known = new Map(metadata.packages.map((found) => [key(found), found]));
  const checksum = checksums(readFileSync("Cargo.lock", "utf8"));
  const describe = ([crate, needs]) => {
    const { name, version, license, repository, manifest_path: manifest } = known.get(crate);
    return {
      name,
      version,
      // The older spelling of the same.
      license: license?.replaceAll("/", " OR "),
      repository,
      folder: dirname(manifest),
      checksum: checksum.get(crate),
      needs: [...needs].sort(),
    };
  };
  const sorted = (found) =>
    [...found]
      .map(describe)
      .sort((a, b) => a.name.localeCompare(b.name, "en") || a.version.localeCompare(b.version));
  const graphs = builds.map((what) => graph(what, "normal,no-proc-macro"));
  const building = new Map(builds.flatMap((what) => [...graph(what, "normal,build")]));
  for (const linked of graphs) for (const crate of linked.keys()) building.delete(crate);
  return {
    modules: graphs.map((linked) => ({ root: linked.keys().next().value, linked: sorted(linked) })),
    building: sorted(building),
  };
};
