import { testSvelteKit } from "../support/sveltekit.mjs";

testSvelteKit(process.execPath);
