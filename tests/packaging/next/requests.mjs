// Pages that are made for each request: what Next's own functions throw in `token()` and in `fetch`, Next's
// cache, and errors that cross to the browser.

import assert from "node:assert/strict";
import { noCopy } from "../support/copies.mjs";
import { openPage, visitPage } from "../support/page.mjs";
import { built, madeAhead } from "./apps.mjs";
import { arrived, ask, next, shown } from "./next.mjs";

const APP = "request";
const COUNT = "countConversations";

const answered = async (address) => {
  const response = await ask(address);
  await response.body?.cancel();
  return { status: response.status, location: response.headers.get("location") };
};

export const testRequests = () => {
  const also = (what, run) => {
    next.also(what, async (fake) => {
      const server = await built(APP, "turbopack", fake);
      await fake.requests();
      await run(server, fake);
    });
  };

  also("`cookies()` in `token()`", async (server, fake) => {
    assert.equal(madeAhead(APP)["/cookie"], undefined);
    const keys = [fake.keys.Heymarket, "another", fake.keys.Heymarket];
    const views = keys.map((key) => shown(server, "/cookie", { cookie: `session=${key}` }));
    assert.deepEqual(await Promise.all(views), ["300", "AUTHENTICATION", "300"]);
    // Without a session, `token()` redirects.
    const nobody = await answered(`${server.found}/cookie`);
    assert.deepEqual(nobody, { status: 307, location: "/login" });
  });

  also("`redirect()` and `notFound()` in `token()` and `fetch`", async (server) => {
    for (const [what, expected] of Object.entries({
      redirect: { status: 307, location: "/elsewhere" },
      permanentRedirect: { status: 308, location: "/elsewhere" },
      notFound: { status: 404, location: null },
    })) {
      // In the page itself, threadline is not involved.
      for (const where of ["page", "token", "fetch"]) {
        const address = `${server.found}/steer/${where}/${what}`;
        assert.deepEqual(await answered(address), expected, `${what} in ${where}`);
      }
    }
  });

  also("`notFound()` for a `NotFoundError`", async (server, fake) => {
    assert.equal((await answered(`${server.found}/conversations/1`)).status, 404);
    assert.deepEqual(await arrived(fake), ["getConversation"]);
  });

  also("a fresh read for each request", async (server, fake) => {
    for (const path of ["/plain", "/own-no-store"]) {
      assert.equal(madeAhead(APP)[path], undefined, path);
      for (let view = 1; view <= 2; view++) assert.equal(await shown(server, path), "300", path);
      assert.deepEqual(await arrived(fake), [COUNT, COUNT], path);
    }
  });

  also("an own `fetch` with `revalidate`", async (server, fake) => {
    for (const path of ["/revalidate", "/timed"]) {
      assert.equal(madeAhead(APP)[path]?.initialRevalidateSeconds, 60, path);
      assert.equal(await shown(server, path), "300", path);
    }
    assert.deepEqual(await arrived(fake), []);
    const changed = await ask(`${server.found}/changed`, { method: "POST" });
    assert.equal(changed.status, 200);
    for (let view = 1; view <= 2; view++) assert.equal(await shown(server, "/revalidate"), "300");
    assert.deepEqual(await arrived(fake), [COUNT]);
  });

  also("a form action: sent, invalid, outcome unknown", async (server, fake) => {
    noCopy(`${APP}/.next/static`);
    const { page, errors } = await openPage(`${server.found}/send`);
    try {
      const submit = async (phoneNumber, said) => {
        await page.fill("[name=phoneNumber]", phoneNumber);
        await page.fill("[name=text]", "Your table is ready.");
        await page.click("button");
        await page.getByText(said).waitFor();
      };
      await submit("020 7946 0958", "Please correct phoneNumber.");
      assert.deepEqual(await arrived(fake), []);
      await fake.faults({ "heymarket.sendMessage": [{ sending: "resetAfter" }] });
      await submit("+1 555-555-0105", "It may have been sent:");
      await submit("+1 555-555-0105", /^Sent as \d+\.$/);
      assert.match(page.url(), /\/sent\?id=\d+$/);
      assert.deepEqual(await arrived(fake), ["sendMessage", "sendMessage"]);
      assert.deepEqual(errors, []);
    } finally {
      await page.close();
    }
  });

  also("an error as a prop of a client component", async (server, { url, keys, secrets }) => {
    const report = await visitPage(`${server.found}/shown`, { url, keys, secrets });
    const { message, ...rest } = report;
    assert.deepEqual(rest, {
      guards: [true, true],
      made: true,
      code: "NOT_FOUND",
      retryable: false,
      status: 404,
    });
    // In production, React leaves out what an Error says.
    assert.ok(message && !message.includes("omitted in production"), message);
  });
};
