// The package's bill of materials, CycloneDX 1.6: what is in it, and apart what made it.
// It holds no time and no random number: the same package gives the same file.

const cargoRef = ({ name, version }) => `pkg:cargo/${name}@${version}`;
const npmRef = ({ name, version }) => `pkg:npm/${name}@${version}`;

const licenses = (expression) => (expression ? { licenses: [{ expression }] } : {});
const hashes = (sha256) => (sha256 ? { hashes: [{ alg: "SHA-256", content: sha256 }] } : {});
const source = (url) => (url ? { externalReferences: [{ type: "vcs", url }] } : {});

const library = (work, ref, scope) => ({
  type: "library",
  "bom-ref": ref,
  name: work.name,
  version: work.version,
  scope,
  ...hashes(work.checksum),
  ...licenses(work.license),
  purl: ref,
  ...source(work.repository),
});

/** A program whose output is in the package, but which is not itself. */
const tool = (work) => ({ ...library(work, work.purl, "excluded"), type: "application" });

/** The same crate may be in several modules, and in the standard library, too: each is named by where it is. */
const inside = (holder, work) => ({
  ...library(work, cargoRef(work), "required"),
  "bom-ref": `${holder}#${cargoRef(work)}`,
});

/** What is linked of it differs from module to module: some are without `std` and its allocator. */
const standardLibrary = (holder, std) => {
  const ref = `${holder}#${std.name}`;
  return {
    ...library(std, `pkg:generic/${std.name}@${std.version}`, "required"),
    "bom-ref": ref,
    copyright: std.copyright,
    description: `what is in the module of ${std.library.join(", ")}`,
    components: std.crates.map((crate) => inside(ref, crate)),
  };
};

/** A WebAssembly module with what is linked into it. */
const moduleFile = ({ name, sha256, linked, std }) => ({
  type: "file",
  "bom-ref": name,
  name,
  scope: "required",
  ...hashes(sha256),
  components: [...linked.map((crate) => inside(name, crate)), standardLibrary(name, std)],
});

/** Who needs whom in a module. */
const needs = ({ name, root, linked }, { components }) => [
  {
    ref: name,
    dependsOn: [`${name}#pkg:cargo/${root}`, components.at(-1)["bom-ref"]],
  },
  ...linked.map((crate) => ({
    ref: `${name}#${cargoRef(crate)}`,
    dependsOn: crate.needs.map((needed) => `${name}#pkg:cargo/${needed}`),
  })),
  {
    ref: components.at(-1)["bom-ref"],
    dependsOn: components.at(-1).components.map((crate) => crate["bom-ref"]),
  },
];

/**
 * - `manifest`: the package's package.json;
 * - `modules`: the WebAssembly modules, each with its name, its SHA-256, its crates (`linked`), the one
 *   that needs all others (`root`), and the standard library with what of it is linked (`std`);
 * - `building`: crates that are only there while the modules are built;
 * - `tools`: the programs that made the package, each with its `purl`.
 */
export const sbom = ({ manifest, modules, building, tools }) => {
  const files = modules.map(moduleFile);
  return {
    $schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: {
      lifecycles: [{ phase: "build" }],
      component: {
        ...library(
          { ...manifest, repository: manifest.repository.url },
          npmRef(manifest),
          "required",
        ),
        description: manifest.description,
      },
    },
    components: [
      ...files,
      ...building.map((crate) => library(crate, cargoRef(crate), "excluded")),
      ...tools.map(tool),
    ],
    dependencies: [
      { ref: npmRef(manifest), dependsOn: modules.map(({ name }) => name) },
      ...modules.flatMap((module, at) => needs(module, files[at])),
    ],
  };
};
