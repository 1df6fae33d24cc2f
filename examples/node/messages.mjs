// Prints the messages of a conversation of Qlara Inbox, newest first.
//
//   npm install threadline
//   QLARA_API_KEY=… node messages.mjs <chat id> [<message id to continue from>]

import { Qlara } from "threadline";

const { QLARA_API_KEY: apiKey, QLARA_URL: baseUrl } = process.env;
const [chatId, idTo] = process.argv.slice(2);
if (!apiKey || !chatId) {
  console.error(
    "Usage: QLARA_API_KEY=… node messages.mjs <chat id> [<message id to continue from>]",
  );
  process.exit(2);
}

const qlara = new Qlara({ apiKey, baseUrl });
const messages = qlara.messages({ chatId, direction: "older", idTo });
try {
  for await (const { timestamp, direction, text, status } of messages) {
    console.log(
      `${timestamp}  ${direction === "outbound" ? "→" : "←"} ${text ?? "(no text)"}  ${status}`,
    );
  }
} catch (error) {
  // Nothing is lost: this command continues from here.
  console.error(`${error.message}. To go on: node messages.mjs ${chatId} ${messages.cursor ?? ""}`);
  process.exitCode = 1;
}
