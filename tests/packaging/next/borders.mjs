// The application whose errors leave the server: as props, thrown, from an action, out of a cache.

import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { after, test } from "node:test";
import { serve } from "../../runtimes/support/misbehaving.mjs";
import { example, once, testBorders, testForeign } from "../support/border-table.mjs";
import { openPage, visitPage } from "../support/page.mjs";
import { built } from "./apps.mjs";

const DIGEST = ["digest"];

/** It has the document's example in it, whose service asks to slow down. */
let service;
const bordering = async () => {
  service = await serve((_request, response) =>
    response
      .writeHead(429, { "content-type": "application/json", "retry-after": "3600" })
      .end('{"message":"slow down"}'),
  );
  mkdirSync("borders/app/example", { recursive: true });
  const key = "apiKey: process.env.HEYMARKET_API_KEY";
  writeFileSync(
    "borders/app/example/page.jsx",
    example("page.jsx", { [key]: `${key}, baseUrl: process.env.HEYMARKET_URL` }),
  );
  writeFileSync("borders/app/example/conversation.jsx", example("conversation.jsx"));
  const secrets = [{ id: "id", key: "key" }];
  const services = { url: service.url, keys: { Heymarket: "key" }, secrets };
  return (await built("borders", "turbopack", services)).found;
};

const crossing = async (url) => {
  const reports = [];
  for (const path of ["prop", "thrown", "action"]) {
    reports.push(await visitPage(`${url}/${path}`, {}));
  }
  reports.push(await (await fetch(`${url}/cached`)).json());
  const { foreign, ...rest } = Object.assign({}, ...reports);
  return { foreign, borders: rest };
};

export const testErrors = () => {
  after(() => service?.stop());
  const borders = once(bordering);
  const crossed = once(async () => crossing(await borders()));
  testForeign("Next.js", crossed);
  testBorders("Next.js", crossed, {
    added: {
      "thrown by a server component": DIGEST,
      "thrown by a server action": DIGEST,
      "thrown by a function with `use cache`": DIGEST,
    },
  });

  test("the documented client component knows the error that its server component met", async () => {
    const { page, errors } = await openPage(`${await borders()}/example`);
    try {
      const shown = page.getByText(/^Busy until \d{4}-\d\d-\d\dT[\d:.]+Z$/);
      await shown.waitFor();
      assert.deepEqual(
        errors.filter((error) => !error.includes("favicon")),
        [],
      );
    } finally {
      await page.close();
    }
  });
};
