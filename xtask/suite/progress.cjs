// Says in a file, line by line, what a test file's process is doing: `node --require` loads it before the tests,
// and it is one of their reporters. xtask reads the lines to tell which test a process waits for that has gone
// silent (xtask/src/test/progress.rs).
//
// The hooks write before and after each test, on the spot: a test that blocks its process is named, too. What
// has no hooks (a group that waits in its own `before`) comes by way of the reporter.

const { appendFileSync } = require("node:fs");

// Workers, and the programs that a test starts, are given the same arguments, but not the file's name.
const file = process.env.THREADLINE_PROGRESS;
delete process.env.THREADLINE_PROGRESS;

const write = (...words) =>
  appendFileSync(file, `${words.map((word) => String(word).replace(/\s+/g, " ")).join("\t")}\n`);

if (file !== undefined) {
  const { afterEach, beforeEach } = require("node:test");
  const nameOf = (test) => test.fullName ?? test.name;
  beforeEach((test) => write("begun", nameOf(test)));
  afterEach((test) => write("ended", nameOf(test)));
  // What kept a process alive that has to end. It ends by `exit`, so that what its tests started ends, too.
  process.on("SIGTERM", () => {
    const kinds = new Set(process.getActiveResourcesInfo());
    write("kept", [...kinds].filter((kind) => !OWN.has(kind)).join(", "));
    process.exit(143);
  });
}

// The process's own streams.
const OWN = new Set(["PipeWrap", "TTYWrap", "FSReqCallback"]);

const STEPS = { "test:enqueue": "queued", "test:dequeue": "started", "test:complete": "completed" };

const OUTCOMES = { "test:pass": "passed", "test:fail": "failed" };

/** The words of an event, if it is one to report. */
const wordsOf = ({ type, data }) => {
  if (STEPS[type]) return [STEPS[type], data.nesting, data.name];
  if (!OUTCOMES[type] || data.details?.type === "suite") return undefined;
  const skipped = data.skip !== undefined || data.todo !== undefined;
  return [skipped ? "skipped" : OUTCOMES[type], data.name];
};

module.exports = async function* progress(events) {
  for await (const event of events) {
    const words = wordsOf(event);
    if (words && file !== undefined) write(...words);
    // Another reporter prints.
    yield "";
  }
};
