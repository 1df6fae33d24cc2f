// Which crates a build is made of: what cargo itself says, and what the compiler says of the module, no guesses.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import { cratesIn } from "./linked.mjs";

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
 * The crates of a graph for which `isIn` holds. Who needed one that is left out needs what that one needed: of some
 * crates nothing is in the module but types, macros or code that nobody calls.
 */
export const within = (found, isIn) => {
  const needed = (crate, above = new Set()) =>
    [...found.get(crate)].flatMap((below) => {
      if (above.has(below)) return [];
      return isIn(below) ? [below] : needed(below, new Set([...above, below]));
    });
  return new Map(
    [...found.keys()]
      .filter(isIn)
      .map((crate) => [crate, new Set(needed(crate, new Set([crate])))]),
  );
};

/**
 * For each build (the module as cargo left it, and arguments that choose a package and its features): the crates
 * of which code is in the module (`linked`), the one that needs all others (`root`), and what of the standard
 * library is in it (`library`, `bundled`). And, of all builds, the crates of which nothing is in any: macros and
 * what they need, and those of which types are used alone. Each crate with what the registry knows of it, by name.
 */
export const crates = (builds) => {
  const metadata = JSON.parse(
    cargo(
      "metadata",
      ...["--locked", "--all-features", "--format-version", "1", "--filter-platform", TARGET],
    ),
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
  const modules = builds.map(({ compiled, what }) => {
    const all = graph(what, "normal,no-proc-macro");
    const { crates, ...rest } = cratesIn(readFileSync(compiled));
    // What the registry does not have is this repository's own.
    const isIn = (crate) => !checksum.has(crate) || crates.has(crate.replace("@", "-"));
    return { root: all.keys().next().value, linked: within(all, isIn), ...rest };
  });
  const building = new Map(builds.flatMap(({ what }) => [...graph(what, "normal,build")]));
  for (const { linked } of modules) for (const crate of linked.keys()) building.delete(crate);
  return {
    modules: modules.map((module) => ({ ...module, linked: sorted(module.linked) })),
    building: sorted(building),
  };
};
