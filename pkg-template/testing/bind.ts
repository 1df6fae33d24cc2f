// What every entry of the fakes exports, each around its own way to load their module.

import { makeGlue } from "threadline:testing-glue";
import { needs } from "../common/needs.ts";
import { FakeServices } from "./fake-services.ts";
import type { Glue } from "./glue.ts";

export const bind = (load: () => WebAssembly.Module | Promise<WebAssembly.Module>) => {
  let ready: Promise<Glue["Fakes"]> | undefined;

  const start = async () => {
    const { initialize, Fakes } = makeGlue();
    await initialize({ module_or_path: await load() });
    return Fakes;
  };

  const fakeServices = async () => {
    needs("ReadableStream", "Request", "Response", "TextDecoder", "TextEncoder", "WebAssembly");
    ready ??= start();
    const Fakes = await ready;
    return new FakeServices(new Fakes(), JSON.parse(Fakes.credentials()));
  };

  return { fakeServices };
};
