// The same data for all: pages of conversations as the package's own fake service writes them.

import { Heymarket } from "threadline";
import { fakeServices } from "threadline/testing";

const conversationsOf = async () => {
  const fake = await fakeServices();
  const found = [];
  let text;
  const fetch = async (input, init) => {
    const response = await fake.fetch(input, init);
    text = await response.clone().text();
    return response;
  };
  const heymarket = new Heymarket({ apiKey: fake.keys.heymarket, fetch, rateLimit: false });
  let date;
  for (;;) {
    const page = await heymarket.listConversations({ id: 1111, filters: {}, date });
    if (page.length === 0) return found;
    found.push(...JSON.parse(text));
    date = page.at(-1).updated;
  }
};

// Some of the fake's are malformed on purpose: no schema written by hand would accept them.
const isUsual = ({ id, members }) => id < 1e12 && Array.isArray(members);

const all = (await conversationsOf()).filter(isUsual);

/** So many conversations; once all are used they are repeated, with other ids. */
export const conversations = (count) =>
  Array.from({ length: count }, (_, i) => {
    const conversation = all[i % all.length];
    const turn = Math.floor(i / all.length);
    return turn === 0 ? conversation : { ...conversation, id: conversation.id + turn * 1_000_000 };
  });

export const bytesOf = (value) => new TextEncoder().encode(JSON.stringify(value));

/** A wire conversation as threadline gives it: camelCase, every key there. */
const member = ({ id, name = null, email = null }) => ({ id, name, email });
export const normalised = (wire) => ({
  id: wire.id,
  channel: wire.channel,
  status: wire.status,
  assigned: wire.assigned && member(wire.assigned),
  inbox: wire.inbox,
  target: wire.target,
  targets: wire.targets ?? [],
  members: wire.members.map(member),
  name: wire.name,
  lastMsg: wire.last_msg,
  created: wire.created,
  updated: wire.updated,
  read: wire.read,
  replied: wire.replied,
  blocked: wire.blocked,
  muted: wire.muted,
  snoozeTill: wire.snooze_till,
});
