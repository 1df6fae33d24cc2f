// What all clients have in common: their options, checked when they are made, and a safe place for them.

import { InvalidArgumentError } from "./errors.js";
import { check, refuse } from "./options.js";

const OPTIONS = [
  "apiKey",
  "token",
  "baseUrl",
  "allowInsecure",
  "fetch",
  "headers",
  "timeoutMs",
  "maxReplyBytes",
  "dangerouslyAllowBrowser",
];

// Node, Deno, Bun and workerd call themselves by their own names; browsers all say Mozilla, in workers too.
const inBrowser = () =>
  (globalThis.document || /^Mozilla/.test(globalThis.navigator?.userAgent)) &&
  !globalThis.process?.versions?.node;

const isLoopback = (host) => /^(.+\.)?localhost$|^127(\.\d+){3}$|^\[::1]$/.test(host);

export let settingsOf;

export class Client {
  // Private, so that no console, inspect or JSON shows a secret.
  #settings;

  static {
    settingsOf = (client) => {
      if (#settings in Object(client)) return client.#settings;
      throw new InvalidArgumentError(
        "a method was called without its client: write client.method(…)",
      );
    };
  }

  constructor(options = {}, { url, keyHeader }) {
    const {
      apiKey,
      token,
      baseUrl = new URL(url),
      allowInsecure,
      dangerouslyAllowBrowser,
      ...settings
    } = check(options, OPTIONS);
    if (!apiKey && !token)
      refuse("apiKey", "or token is needed (is the environment variable set?)");
    if (apiKey && token) refuse("token", "and apiKey exclude each other: give one of them");
    if (apiKey && inBrowser() && !dangerouslyAllowBrowser) {
      refuse(
        "apiKey",
        "must not be in a browser, where everyone can read it: let the page call your own server, by baseUrl and token (dangerouslyAllowBrowser: true switches this check off)",
      );
    }
    if (baseUrl.protocol === "http:" && !allowInsecure && !isLoopback(baseUrl.hostname)) {
      refuse(
        "baseUrl",
        "must be https, or everyone on the way can read along (allowInsecure: true switches this check off)",
      );
    }
    this.#settings = {
      headers: [],
      timeoutMs: 30_000,
      maxReplyBytes: 2 ** 24,
      ...settings,
      baseUrl: baseUrl.origin + baseUrl.pathname.replace(/\/+$/, ""),
      credential: token ?? (() => apiKey),
      // A token is one of the user's own endpoint, whatever the service behind it wants.
      credentialHeader: token ? "authorization" : keyHeader,
    };
  }
}
