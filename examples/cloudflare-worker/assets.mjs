// Collects what the Worker serves as files: the page, and threadline's modules for its import map.

import { cp, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

await rm(here("public"), { recursive: true, force: true });
await cp(here("../browser-page"), here("public"), { recursive: true });
await cp(here("node_modules/threadline/dist"), here("public/threadline"), { recursive: true });
