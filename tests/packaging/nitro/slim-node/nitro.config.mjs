export default {
  preset: "node-listener",
  compatibilityDate: "2026-03-01",
  telemetry: false,
};
