// Where the code runs: whoever has a page or an app can read all that is in it.

// As they call themselves.
const SERVERS = /^(Node\.js|Deno|Bun|Cloudflare-Workers|edge-runtime|llrt|Fastly|WinterJS)\b/i;

// Pages that a test makes, in Node.
const IN_TESTS = /\b(jsdom|HappyDOM)\//;

/** What place it is, in words, if everyone who has it can read what is in it; undefined for servers. */
export const publicPlace = () => {
  const { document, navigator, process } = globalThis;
  const agent = `${navigator?.userAgent ?? ""}`;
  if (IN_TESTS.test(agent)) return undefined;
  if (navigator?.product === "ReactNative") return "an app";
  const versions = process?.versions;
  if (/\bElectron\//.test(agent) || (document && versions?.electron)) return "a page of Electron";
  // Bundlers give pages a process of their own.
  if (versions?.node && !process.browser) return undefined;
  if (document || /^Mozilla/.test(agent)) return "a browser";
  return agent && !SERVERS.test(agent) ? "a browser or an app" : undefined;
};

/** A promise that one request waits for and another one began hangs there. */
export const inWorkers = () => globalThis.navigator?.userAgent === "Cloudflare-Workers";
