// What the plugin's own documentation begins with; the bindings are this test's.

import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";

const { SERVICES, REPORT } = process.env;

export default defineConfig({
  plugins: [
    cloudflareTest({
      wrangler: { configPath: "./wrangler.jsonc" },
      miniflare: { bindings: { SERVICES: JSON.parse(SERVICES), REPORT } },
    }),
  ],
});
