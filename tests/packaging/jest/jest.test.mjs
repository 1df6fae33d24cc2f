import { tool } from "../support/programs.mjs";
import { locked, row } from "../support/row.mjs";
import { visitSpec } from "../support/spec.mjs";

const jest = row("Jest", locked("jest"));
const run = (file, env) => (services) =>
  visitSpec(tool("jest"), ["--runTestsByPath", file], services, env);
/** What Jest itself asks for. */
const ESM = { NODE_OPTIONS: "--experimental-vm-modules" };

jest.runs("CommonJS", run("commonjs.spec.cjs"));
jest.runs("ESM", run("esm.spec.mjs", ESM));
jest.slim("CommonJS", run("slim-commonjs.spec.cjs"));
jest.slim("ESM", run("slim-esm.spec.mjs", ESM));
jest.testing("CommonJS", run("testing-commonjs.spec.cjs"));
jest.testing("ESM", run("testing-esm.spec.mjs", ESM));
