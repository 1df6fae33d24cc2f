import { cookies } from "next/headers";
import { Heymarket } from "threadline";

const {
  HEYMARKET_URL: baseUrl,
  HEYMARKET_SECRET_ID: secretId,
  HEYMARKET_SECRET_KEY: secretKey,
} = process.env;

export const bySecrets = new Heymarket({ secretId, secretKey, baseUrl });

const token = async () => (await cookies()).get("session")?.value ?? "nobody";
export const byToken = new Heymarket({ token, baseUrl });
