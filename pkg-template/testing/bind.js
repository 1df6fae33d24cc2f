// What every entry of the fakes exports, around its own way to load their module.

import initialize, { Fakes } from "threadline:testing-glue";
import { FakeServices } from "./fake-services.js";

export const bind = (load) => {
  let ready;

  const fakeServices = async () => {
    ready ??= Promise.resolve(load()).then((module) => initialize({ module_or_path: module }));
    await ready;
    return new FakeServices(new Fakes(), JSON.parse(Fakes.credentials()));
  };

  return { fakeServices };
};
