// Prints the open conversations of an inbox, newest first.
//
//   npm install threadline
//   HEYMARKET_API_KEY=… node list.mjs <your user id> <inbox id>

import { Heymarket } from "threadline";

const { HEYMARKET_API_KEY: apiKey, HEYMARKET_URL: baseUrl } = process.env;
const [userId, inboxId] = process.argv.slice(2);
if (!apiKey || !userId || !inboxId) {
  console.error("Usage: HEYMARKET_API_KEY=… node list.mjs <your user id> <inbox id>");
  process.exit(2);
}

const heymarket = new Heymarket({ apiKey, baseUrl });
const filters = { inboxes: [inboxId], closed: false };

// The iterator asks for the next page when the loop needs it; `break` whenever you have enough.
for await (const conversation of heymarket.conversations({ id: userId, filters })) {
  const { id, channel, name, target, assigned, updated } = conversation;
  const owner = assigned?.name ?? "nobody";
  console.log(`#${id}  ${updated}  ${channel}  ${name ?? target}  assigned to ${owner}`);
}
