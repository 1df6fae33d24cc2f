import assert from "node:assert/strict";
import { startFake } from "../../runtimes/support/fake.mjs";

const OPERATIONS = ["sendMessage", "transferConversation", "reply", "createCallback"];

/** `run` gets the fake services' address and keys, and resolves with what `callThrough` reports. */
export const assertSentOnce = async (run) => {
  const fake = await startFake();
  try {
    const lost = [{ sending: "resetAfter", repeat: true }];
    await fake.faults({
      "heymarket.sendMessage": lost,
      "heymarket.transferConversation": lost,
      "qlara.reply": lost,
      "qlara.createCallback": lost,
    });
    const ends = await run({ url: fake.url, keys: fake.keys });
    const arrived = (await fake.requests()).map(({ operation }) => operation);
    assert.deepEqual(
      arrived.filter((operation) => operation !== "countConversations"),
      OPERATIONS,
    );
    assert.deepEqual(ends, Array(OPERATIONS.length).fill("OUTCOME_UNKNOWN"));
  } finally {
    fake.stop();
  }
};
