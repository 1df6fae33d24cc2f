import { testBrowser, versionIn } from "../support/browser-row.mjs";
import { visitPage } from "../support/page.mjs";
import { run } from "../support/programs.mjs";

const version = versionIn(await run(process.env.THREADLINE_CHROMIUM, ["--version"]));

testBrowser("Chromium", version, ["page", "module worker", "service worker"], visitPage);
