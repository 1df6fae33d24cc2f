// The keys of a service: what its clients are made of, and the secret of its webhooks.

import type { EdgeSettings } from "./options.ts";
import type { ServiceName } from "./service.ts";

export interface Secrets {
  /** Options of the service's client. */
  readonly client: Record<string, unknown>;
  /** What its webhooks must prove to know. */
  readonly secret: unknown;
}

export const keysOf = (
  settings: EdgeSettings,
  service: ServiceName,
  env: unknown,
  account: string,
): Secrets | undefined => {
  const given = settings[service]?.(env as never, account);
  if (!given) return undefined;
  const { webhookToken, webhookSecret, ...client } = given as unknown as Record<string, unknown>;
  return { client, secret: service === "heymarket" ? webhookToken : webhookSecret };
};
