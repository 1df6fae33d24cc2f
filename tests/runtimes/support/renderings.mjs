// All the ways in which a value ends up in a log.

import { Console } from "node:console";
import { Writable } from "node:stream";
import { inspect } from "node:util";

export const renderings = (value) => {
  let printed = "";
  const sink = new Writable({
    write: (chunk, _encoding, done) => {
      printed += chunk;
      done();
    },
  });
  const log = new Console(sink, sink);
  log.log(value);
  log.dir(value, { depth: 9, showHidden: true });
  log.error("%s %o %O %j", value, value, value, value);
  log.table([value]);
  return [
    printed,
    inspect(value, { depth: 9, showHidden: true, getters: false }),
    JSON.stringify(value),
    JSON.stringify(value, Object.getOwnPropertyNames(value)),
    JSON.stringify(Object.getOwnPropertyDescriptors(value)),
    `${value}`,
    `${value.stack} ${value.message} ${value.path} ${value.requestId}`,
    `${value.cause && renderings(value.cause)}`,
  ].join("\n");
};
