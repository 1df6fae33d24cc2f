// Bytes to objects without a call around: what pkg-template/exchange.js does with a whole reply.

import { answerTo, host } from "template:host.js";
import { instantiate } from "threadline:glue";
import { operations } from "threadline:heymarket";

const Places = operations(class {}, (_, place) => place);

/** `decode(bytes)` of an operation's reply, by the compiled module. */
export const decoder = (module, operation = "listConversations") => {
  const live = instantiate(module, host);
  const place = new Places()[operation]();
  return (bytes) => {
    return answerTo(() => live.read(place, 200, bytes.length), { pieces: [bytes] });
  };
};
