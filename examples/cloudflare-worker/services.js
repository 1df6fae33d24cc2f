// The services that this endpoint speaks for, by the first part of the path.
//
// One client of each serves all requests: made for each request it would load nothing more, but it could
// not count the isolate's requests against the service's rate limit.

import { Heymarket, Qlara } from "threadline";
import { routes as heymarketRoutes } from "./routes/heymarket.js";
import { routes as qlaraRoutes } from "./routes/qlara.js";

const once = (make) => {
  let client;
  return (env) => {
    client ??= make(env);
    return client;
  };
};

// The page's own client retries what is safe to retry: retrying here as well would multiply the attempts.
const maxRetries = 0;

export const services = {
  heymarket: {
    name: "Heymarket",
    routes: heymarketRoutes,
    clientOf: once(
      ({ HEYMARKET_API_KEY: apiKey, HEYMARKET_URL: baseUrl }) =>
        new Heymarket({ apiKey, baseUrl, maxRetries }),
    ),
  },
  qlara: {
    name: "Qlara",
    routes: qlaraRoutes,
    clientOf: once(
      ({ QLARA_API_KEY: apiKey, QLARA_URL: baseUrl }) => new Qlara({ apiKey, baseUrl, maxRetries }),
    ),
  },
};
