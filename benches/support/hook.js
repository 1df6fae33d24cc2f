// Bytes to objects without the rest of a call: what the package does with a complete response.

import { answerTo, host } from "template:host.js";
import { instantiate } from "threadline:glue";
import { operations } from "threadline:heymarket";

const Places = operations(class {}, (_, place) => place);

/** `decode(bytes)` of an operation's response, by the compiled module. */
export const decoder = (module, operation = "listConversations") => {
  const live = instantiate(module, host);
  const place = new Places()[operation]();
  return (bytes) => {
    return answerTo(() => live.read(place, 200, bytes.length), { pieces: [bytes] });
  };
};
