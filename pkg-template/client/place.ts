// Where the code runs: everybody who opens a page or has an app can read all that is in it.

interface Globals {
  readonly document?: unknown;
  readonly navigator?: { readonly userAgent?: string; readonly product?: string };
  readonly process?: {
    readonly browser?: unknown;
    readonly versions?: { readonly node?: string; readonly electron?: string };
  };
}

const globals = (): Globals => globalThis as Globals;

// As servers name themselves.
const SERVERS = /^(Node\.js|Deno|Bun|Cloudflare-Workers|edge-runtime|llrt|Fastly|WinterJS)\b/i;

// Pages that a test makes, in Node.
const IN_TESTS = /\b(jsdom|HappyDOM)\//;

/** What place it is, in words, if everybody who has it can read what is in it; undefined for servers. */
export const publicPlace = (): string | undefined => {
  const { document, navigator, process } = globals();
  const agent = `${navigator?.userAgent ?? ""}`;
  if (IN_TESTS.test(agent)) return undefined;
  if (navigator?.product === "ReactNative") return "an app";
  const versions = process?.versions;
  if (/\bElectron\//.test(agent) || (document && versions?.electron)) return "a page of Electron";
  // Bundlers give pages a process of their own.
  if (versions?.node && !process?.browser) return undefined;
  if (document || /^Mozilla/.test(agent)) return "a browser";
  return agent && !SERVERS.test(agent) ? "a browser or an app" : undefined;
};

/** In a Worker, a promise that one request waits for and another one began never settles. */
export const inWorkers = (): boolean => globals().navigator?.userAgent === "Cloudflare-Workers";
