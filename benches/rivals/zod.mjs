// A page of conversations as one would write it with Zod 4.

import * as z from "zod";

const text = z.nullable(z.string());
const flag = z.nullable(z.boolean());
const Member = z.object({ id: z.int(), name: text, email: text });

export const Page = z.array(
  z.object({
    id: z.int(),
    channel: text,
    status: text,
    assigned: z.nullable(Member),
    inbox: z.nullable(z.object({ id: z.int(), name: text })),
    target: text,
    targets: z.optional(z.array(z.string())),
    members: z.array(Member),
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
