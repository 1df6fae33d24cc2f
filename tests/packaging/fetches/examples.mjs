// The code of docs/fetch.md, run as it is: the service's own address leads to a gateway on this machine.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { programOf } from "../support/node.mjs";
import { run } from "../support/programs.mjs";
import { HOST, startGateway } from "./gateway.mjs";
import { titleOf } from "./page.mjs";
import { startProxy } from "./proxy.mjs";

const SUPPORT = /^\[ 'Support' \]$/m;
const LIMIT = { timeout: 60_000 };

export const testExamples = () => {
  let gateway;
  let proxy;
  before(async () => {
    gateway = await startGateway("documented");
    proxy = await startProxy({ [`${HOST}:443`]: gateway.address });
  });
  after(() => {
    gateway?.stop();
    proxy?.stop();
  });

  const start = (release, name, env) => {
    proxy.seen.tunnels.length = 0;
    gateway.requests.length = 0;
    return run(programOf(release), [name], {
      cwd: "documented",
      env: { HEYMARKET_API_KEY: "key", HEYMARKET_GATEWAY: gateway.url, ...env },
    });
  };
  const proxied = () => ({
    HTTPS_PROXY: proxy.url,
    NO_PROXY: "",
    NODE_EXTRA_CA_CERTS: "company-ca.pem",
  });
  const assertTunnelled = () => {
    assert.equal(proxy.seen.tunnels.length, 1);
    assert.match(proxy.seen.tunnels[0], /^api\.heymarket\.com:443 /);
    assert.equal(gateway.requests[0].headers.authorization, "Bearer key");
    assert.equal(proxy.seen.tunnels[0].includes("key"), false);
  };

  test("docs/fetch.md: a proxy of the environment, by undici", LIMIT, async () => {
    assert.match(await start("node24", "proxy.mjs", proxied()), SUPPORT);
    assertTunnelled();
  });

  for (const release of ["node22", "node24"]) {
    test(`docs/fetch.md: a proxy of the environment, by ${release} itself`, LIMIT, async () => {
      const env = { ...proxied(), NODE_USE_ENV_PROXY: "1", HEYMARKET_GATEWAY: `https://${HOST}` };
      assert.match(await start(release, "instrumented.mjs", env), SUPPORT);
      assertTunnelled();
    });
  }

  test("docs/fetch.md: custom certificates", LIMIT, async () => {
    assert.match(await start("node24", "certificates.mjs"), SUPPORT);
    assert.deepEqual(
      gateway.requests.map(({ known }) => known),
      [true],
    );
  });

  test(
    "docs/fetch.md: a certificate that a company has signed, by the environment",
    LIMIT,
    async () => {
      await assert.rejects(start("node24", "instrumented.mjs"), /ConnectionError/);
      assert.equal(gateway.requests.length, 0);
      const env = { NODE_EXTRA_CA_CERTS: "company-ca.pem" };
      assert.match(await start("node24", "instrumented.mjs", env), SUPPORT);
    },
  );

  test("docs/fetch.md: a mock agent for one client", LIMIT, async () => {
    assert.match(await start("node24", "mock-agent.mjs"), SUPPORT);
    assert.equal(gateway.requests.length, 0);
  });

  test("docs/fetch.md: OpenTelemetry in Node", LIMIT, async () => {
    const env = { NODE_EXTRA_CA_CERTS: "company-ca.pem" };
    const printed = await start("node24", "instrumented.mjs", env);
    assert.match(printed, /'url.path': '\/v1\/inboxes'/);
    assert.equal(printed.includes("Bearer"), false);
    assert.ok(gateway.requests[0].headers.traceparent);
  });

  test("docs/fetch.md: OpenTelemetry in a page", LIMIT, async () => {
    const { title, asked } = await titleOf("documented/instrumented-page.js");
    assert.equal(title, "Support");
    assert.deepEqual(
      asked.map(({ url, headers }) => [url, headers.authorization]),
      [["/heymarket/v1/inboxes", "Bearer session-token"]],
    );
    assert.ok(asked[0].headers.traceparent);
  });
};
