import init from "./pkg/rust-page.js";

await init();
