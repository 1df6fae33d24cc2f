// A page of conversations as one would write it with Valibot.

import * as v from "valibot";

const text = v.nullable(v.string());
const flag = v.nullable(v.boolean());
const id = v.pipe(v.number(), v.safeInteger());
const Member = v.object({ id, name: text, email: text });

export const Page = v.array(
  v.object({
    id,
    channel: text,
    status: text,
    assigned: v.nullable(Member),
    inbox: v.nullable(v.object({ id, name: text })),
    target: text,
    targets: v.optional(v.array(v.string())),
    members: v.array(Member),
    name: text,
    last_msg: text,
    created: text,
    updated: text,
    read: flag,
    replied: flag,
    blocked: flag,
    muted: flag,
    snooze_till: text,
  }),
);
