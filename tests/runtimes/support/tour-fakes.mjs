// Every operation against the fake services in the same process.

import { tour } from "./tours.mjs";

export const tourFakes = async ({ Heymarket, Qlara, fakeServices }) => {
  const { fetch, keys } = await fakeServices();
  const options = { fetch, dangerouslyAllowBrowser: true };
  return {
    Heymarket: await tour("Heymarket", new Heymarket({ apiKey: keys.heymarket, ...options })),
    Qlara: await tour("Qlara", new Qlara({ apiKey: keys.qlara, ...options })),
  };
};
