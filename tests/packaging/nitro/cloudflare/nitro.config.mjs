// Without `wasm`, Nitro takes the package's module for JavaScript.

export default {
  preset: "cloudflare_module",
  compatibilityDate: "2026-03-01",
  srcDir: "../default",
  experimental: { wasm: true },
  telemetry: false,
};
