// examples/vite-app, from Vite's dev server and as Vite builds it, in Chromium: the made-up services
// are in the page itself.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "../support/page.mjs";
import { run, serveWith, tool } from "../support/programs.mjs";
import { serveFolder } from "../support/site.mjs";

// The examples lie beside the installed package where they are run.
const APP = "../../examples/vite-app";

const inDevServer = async (use) => {
  const flags = [APP, "--host", "127.0.0.1", "--port", "0", "--clearScreen", "false"];
  const address = (printed) => /Local: +(http:\S+)/.exec(printed)?.[1];
  const server = await serveWith(tool("vite"), flags, address);
  try {
    await use(server.found);
  } finally {
    await server.stop();
  }
};

const built = async (use) => {
  const folder = "dist-app";
  const out = `${process.cwd()}/${folder}`;
  await run(tool("vite"), ["build", APP, "--outDir", out, "--emptyOutDir"]);
  const site = await serveFolder(folder);
  try {
    await use(`${site.url}/`);
  } finally {
    site.stop();
  }
};

/** What a person does with a service: reads, replies, archives, restores. */
const work = async (page, service, away) => {
  await page.getByRole("button", { name: service, exact: true }).click();
  const rows = page.locator("#list li:visible");
  await rows.nth(24).waitFor();
  const name = await rows.first().locator("strong").textContent();
  assert.match(name, /\p{L}/u, "who is known by name is called so");
  await rows.first().click();
  await page.getByRole("heading", { name, exact: true }).waitFor();
  await page.locator("#thread ol li").first().waitFor();
  const spare = await page.locator("#thread ol p").evaluateAll((bubbles) =>
    bubbles.map((bubble) => {
      const text = document.createRange();
      text.selectNodeContents(bubble);
      return bubble.clientWidth - text.getBoundingClientRect().width;
    }),
  );
  assert.ok(Math.max(...spare) < 60, `a bubble is as wide as its text: ${spare}`);

  await page.getByRole("textbox", { name: "Reply" }).fill(`Hello from ${service}`);
  await page.getByRole("button", { name: "Send" }).click();
  await page.locator("#thread .ours").getByText(`Hello from ${service}`).waitFor();
  assert.equal(
    await page.getByRole("textbox", { name: "Reply" }).inputValue(),
    "",
    "what was sent is no longer in the box",
  );

  const namesakes = rows.locator("strong").getByText(name, { exact: true });
  const before = await namesakes.count();
  await page.getByRole("button", { name: away }).click();
  await page.getByRole("button", { name: "Undo" }).waitFor();
  assert.equal(await namesakes.count(), before - 1);
  await page.getByRole("button", { name: "Undo" }).click();
  await rows.first().locator("strong").getByText(name, { exact: true }).waitFor();
  assert.equal(await namesakes.count(), before);
};

/** WhatsApp contacts without a phone number are shown and replied to like others. */
const withoutNumber = async (page) => {
  await page.getByRole("button", { name: "Qlara", exact: true }).click();
  for (const name of ["@jo.by.name", "@two_portfolios", "Contact BR.7Kq2…4RcN8e"]) {
    await page.locator("#list li:visible").filter({ hasText: name }).click();
    await page.getByRole("heading", { name, exact: true }).waitFor();
    await page.getByRole("textbox", { name: "Reply" }).fill(`For ${name}`);
    await page.getByRole("button", { name: "Send" }).click();
    await page.locator("#thread .ours").getByText(`For ${name}`).waitFor();
  }
};

/** What a person reads when something goes wrong. */
const trouble = async (page) => {
  const rows = page.locator("#list li:visible");
  await rows.first().click();
  await page.locator("#thread ol li").first().waitFor();
  await page.getByLabel("What if").selectOption("the response to a reply is lost");
  await page.getByRole("textbox", { name: "Reply" }).fill("Twice?");
  await page.getByRole("button", { name: "Send" }).click();
  await page.getByRole("alert").getByText("this may have been sent").waitFor();
  assert.equal(
    await page.getByRole("textbox", { name: "Reply" }).inputValue(),
    "Twice?",
    "the text is kept",
  );

  await page.getByLabel("What if").selectOption("responses are malformed");
  await page.getByRole("button", { name: "Heymarket" }).click();
  await page.getByRole("alert").getByText("cannot be read").waitFor();
  await page.getByLabel("What if").selectOption("everything works");
  await page.getByRole("button", { name: "Try again" }).click();
  await rows.nth(24).waitFor();
};

for (const [what, serve] of Object.entries({ "dev server": inDevServer, build: built })) {
  test(`examples/vite-app, ${what}: a person reads, replies, and sees understandable errors`, () =>
    serve(async (url) => {
      const { page, errors } = await openPage(url);
      try {
        const display = await page.locator("body").evaluate((it) => getComputedStyle(it).display);
        assert.equal(display, "grid", "its style sheet is there");
        await work(page, "Heymarket", "Close");
        await work(page, "Qlara", "Archive");
        await withoutNumber(page);
        await trouble(page);
        assert.deepEqual(errors, []);
      } catch (error) {
        throw new Error(`${await page.locator("body").innerText()}\n${errors.join("\n")}`, {
          cause: error,
        });
      } finally {
        await page.close();
      }
    }));
}
