// A page of conversations as a JSON schema, for Ajv; its code is made ahead, as in Workers it must be.

import { Ajv } from "ajv";
import standalone from "ajv/dist/standalone/index.js";

const text = { type: ["string", "null"] };
const flag = { type: ["boolean", "null"] };
const id = { type: "integer" };
const object = (properties, optional = []) => ({
  type: "object",
  properties,
  required: Object.keys(properties).filter((key) => !optional.includes(key)),
});
const member = object({ id, name: text, email: text });
const nullable = (schema) => ({ ...schema, nullable: true });

const page = {
  type: "array",
  items: object(
    {
      id,
      channel: text,
      status: text,
      assigned: nullable(member),
      inbox: nullable(object({ id, name: text })),
      target: text,
      targets: { type: "array", items: { type: "string" } },
      members: { type: "array", items: member },
      name: text,
      last_msg: text,
      created: text,
      updated: text,
      read: flag,
      replied: flag,
      blocked: flag,
      muted: flag,
      snooze_till: text,
    },
    ["targets"],
  ),
};

/** A module whose default export says whether a page is one. */
export const ajvModule = () => {
  const ajv = new Ajv({ code: { source: true, esm: true }, allowUnionTypes: true });
  return standalone.default(ajv, ajv.compile(page));
};
