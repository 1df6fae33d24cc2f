// The example page in headless Chromium: the operations with the page's own client, then by hand.

import { chromium } from "playwright-core";
import { directory } from "./directory.mjs";

const PATIENCE_MS = 15_000;

const CALL = "Is anybody there?";

export async function startChromium() {
  const { THREADLINE_CHROMIUM: executablePath, THREADLINE_CHROMIUM_ARGS = "" } = process.env;
  if (!executablePath) throw new Error("THREADLINE_CHROMIUM must name the browser to start");
  const args = THREADLINE_CHROMIUM_ARGS.split(" ").filter(Boolean);
  // run.mjs handles the signals and closes everything in order.
  const quiet = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false };
  const browser = await chromium.launch({ executablePath, args, timeout: PATIENCE_MS, ...quiet });
  return {
    close: () => browser.close(),
    /** `write(service, asked)` has a contact write, which the service posts to the Worker. */
    async run(pageUrl, write) {
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
      page.setDefaultTimeout(PATIENCE_MS);
      const complaints = [];
      page.on("pageerror", ({ message }) => complaints.push(message));
      page.on("console", (message) => {
        if (message.type() === "error") complaints.push(message.text());
      });
      await page.goto(pageUrl);
      const rows = await page.evaluate(runInPage, directory);
      for (const service of ["Heymarket", "Qlara"]) {
        rows.push(await byHand(service, page, { complaints, write }));
      }
      return rows;
    },
  };
}

/** Runs in the page: it cannot use anything of this module. Its clients go through the Worker. */
async function runInPage(directory) {
  const { Heymarket, Qlara } = await import("/threadline/index.js");
  const { runOperations } = await import("/demo/operations/run.mjs");
  const { endpointOf, getToken } = await import("/session.js");
  const token = async () => getToken();
  const options = { token, idempotencyKeys: true };
  const heymarket = new Heymarket({ ...options, baseUrl: endpointOf("heymarket") });
  const qlara = new Qlara({ ...options, baseUrl: endpointOf("qlara") });
  return runOperations({ heymarket, qlara }, directory, { inPage: true });
}

/** What a person would do in the service's inbox; the page must log no errors. */
async function byHand(service, page, { complaints, write }) {
  const operation = "the page, by hand";
  const started = performance.now();
  try {
    await page.locator("#services").getByText(service, { exact: true }).click();
    const result = await visits[service](page, write);
    if (complaints.length > 0) throw new Error(complaints[0]);
    const logged = await page.locator("#log details").count();
    const words = `${result}; ${logged} requests`;
    return { service, operation, result: words, ms: performance.now() - started, ok: true };
  } catch ({ message }) {
    const [result] = message.split("Call log:");
    return { service, operation, result, ms: performance.now() - started, ok: false };
  }
}

const visits = {
  async Heymarket(page, write) {
    const rows = await listed(page);
    const before = await rows.count();
    await rows.last().scrollIntoViewIfNeeded();
    await rows.nth(before).waitFor();
    const scrolled = await rows.count();

    const { id } = directory.heymarket.longThread;
    const messages = await openThread(page, "heymarket", id);
    await replyInThread(page, `By hand, after ${messages} messages`);
    await receive(page, rows, () => write("heymarket", { conversation: id, text: CALL }));
    await page.getByRole("button", { name: "Close", exact: true }).click();
    await page.locator(".states:visible .badge.closed").waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await page.locator(".states:visible .badge.open").waitFor();
    return `${scrolled} rows, ${messages} messages, a reply, a webhook received, closed, undone`;
  },

  async Qlara(page, write) {
    const rows = await listed(page);
    const id = directory.qlara.longThread;
    const messages = await openThread(page, "qlara", id);
    await replyInThread(page, `By hand, after ${messages} messages`);
    await receive(page, rows, () => write("qlara", { conversation: id, text: CALL }));

    const listedBefore = await rows.count();
    await page.getByRole("button", { name: "Archive", exact: true }).click();
    await page.locator(".states:visible").getByText("archived").waitFor();
    const hidden = listedBefore - (await rows.count());
    if (hidden !== 1) throw new Error(`${hidden} left the list`);
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByText("Conversation unarchived").waitFor();
    return `${messages} messages, a reply, a webhook received, archived, undone`;
  },
};

/** Opens a conversation and scrolls up; how many messages are there then. */
async function openThread(page, service, id) {
  await page.goto(`${page.url().split("#")[0]}#/${service}/${id}`);
  const messages = page.locator(".message:visible");
  await messages.first().waitFor();
  const before = await messages.count();
  const thread = page.locator(".thread-scroll:visible");
  await thread.evaluate((element) => element.scrollTo(0, 0));
  await messages.nth(before).waitFor();
  return messages.count();
}

/** Until the service lists it. */
async function replyInThread(page, text) {
  await page.getByRole("textbox", { name: "Reply" }).fill(text);
  await page.getByRole("button", { name: "Send" }).click();
  await page.locator(".message.outbound:not(.pending):visible").getByText(text).waitFor();
}

/** A contact writes: the thread shows it and the Worker's answer, and the conversation is on top. */
async function receive(page, rows, write) {
  await write();
  await page.locator(".message.inbound:visible").getByText(CALL).waitFor();
  await page.locator(".message.outbound:visible").getByText("Thank you for your message").waitFor();
  await rows.first().getByText("Thank you for your message").waitFor();
}

/** The rows of the list that is shown, once there are any. */
async function listed(page) {
  const pane = page.locator(".list-pane:not([hidden])");
  const rows = pane.locator(".row:visible:not(.waiting)");
  const problem = pane.locator(".rows-end .problem");
  await rows.or(problem).first().waitFor();
  if (await problem.count()) throw new Error(`the page says: ${await problem.innerText()}`);
  return rows;
}
