import { test } from "node:test";
import { writeBlocks } from "../../runtimes/support/documented.mjs";
import { EXPECTED_OF_DOUBLES, EXPECTED_OF_FAKED_TIME } from "../support/doubles.mjs";
import { run as start, tool } from "../support/programs.mjs";
import { locked, row } from "../support/row.mjs";
import { visitSpec } from "../support/spec.mjs";

const jest = row("Jest", locked("jest"));
const run = (file, env, ...flags) => {
  const args = ["--runTestsByPath", file, ...flags];
  return (services) => visitSpec(tool("jest"), args, services, env);
};

/** What Jest itself asks for. */
const ESM = { NODE_OPTIONS: "--experimental-vm-modules" };

jest.runs("CommonJS", run("commonjs.spec.cjs"));
jest.runs("ESM", run("esm.spec.mjs", ESM));
jest.slim("CommonJS", run("slim-commonjs.spec.cjs"));
jest.slim("ESM", run("slim-esm.spec.mjs", ESM));
jest.testing("CommonJS", run("testing-commonjs.spec.cjs"));
jest.testing("ESM", run("testing-esm.spec.mjs", ESM));

const named = (name) => `${name} ${locked(name)}`;

const SUBTLE = "--setupFiles=./web-crypto.cjs";
const jsdom = `environment ${named("jest-fixed-jsdom")}`;
jest.runs(
  `${jsdom}, with \`crypto\` of Node`,
  run("commonjs.spec.cjs", {}, "--env=jest-fixed-jsdom", SUBTLE),
);
jest.testing(jsdom, run("testing-commonjs.spec.cjs", {}, "--env=jest-fixed-jsdom"));

const HAPPY = "@happy-dom/jest-environment";
const happyDom = `environment ${named(HAPPY)}`;
jest.runs(happyDom, run("commonjs.spec.cjs", {}, `--env=${HAPPY}`));
jest.testing(happyDom, run("testing-commonjs.spec.cjs", {}, `--env=${HAPPY}`));

const CLOCKS = {
  modern: "fake timers",
  few: "fake timers, those that threadline looks at alone",
  legacy: "legacy fake timers",
  sinon: `fake timers of ${named("sinon")}`,
};
for (const [CLOCK, what] of Object.entries(CLOCKS)) {
  jest.gives("threadline", what, EXPECTED_OF_DOUBLES, run("stub-timers.spec.cjs", { CLOCK }));
  const testing = run("testing-timers.spec.cjs", { CLOCK });
  jest.gives("threadline/testing", what, EXPECTED_OF_FAKED_TIME, testing);
}

const doubles = { undici: "MockAgent, its `fetch` given to the client" };
for (const [name, spec, env] of [
  ["msw", "msw.spec.mjs", ESM],
  ["nock", "nock.spec.cjs"],
  ["undici", "mock-agent.spec.cjs"],
  ["fetch-mock", "fetch-mock.spec.cjs"],
  ["jest-fetch-mock", "jest-fetch-mock.spec.cjs"],
]) {
  const what = `in Jest${name in doubles ? `: ${doubles[name]}` : ""}`;
  const double = row(name, locked(name));
  double.gives("threadline", what, EXPECTED_OF_DOUBLES, run(spec, { CLOCK: "few", ...env }));
}

row("whatwg-fetch", locked("whatwg-fetch")).runs(
  "in Jest, environment `jsdom`",
  run("whatwg-fetch.spec.cjs", {}, "--env=jsdom", SUBTLE),
);

/** A file that says itself what must come out. */
const passes = (what, file, env, ...flags) =>
  test(what, () => start(tool("jest"), ["--runTestsByPath", file, ...flags], { env }));

passes("jsdom as it is, required", "bare-jsdom.spec.cjs", {}, "--env=jsdom");
passes("jsdom as it is, imported", "bare-jsdom-esm.spec.mjs", ESM, "--env=jsdom");
passes("stubs that are not quite a Response", "stubs.spec.cjs");
passes("what does not work", "limits.spec.cjs");

for (const file of writeBlocks("jest")) passes(`docs/testing.md, ${file}`, file);
for (const file of writeBlocks("jest-jsdom")) {
  const flags = ["--rootDir=jest-jsdom", "--config=jest-jsdom/jest.config.cjs"];
  passes(`docs/testing.md, ${file}`, file, {}, ...flags);
}
