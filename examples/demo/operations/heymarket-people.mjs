// Who is in Heymarket's team and inboxes.

import { expect } from "./steps.mjs";

const names = (list) => list.map(({ name }) => name).join(", ");

export const peopleSteps = [
  {
    operation: "listInboxes",
    act: (heymarket) => heymarket.listInboxes(),
    check: (inboxes, directory) => {
      for (const { id, name } of directory.inboxes) {
        expect(inboxes.find((inbox) => inbox.id === id)?.name === name, `${name} is missing`);
      }
      return names(inboxes);
    },
  },
  {
    operation: "getTeam",
    act: (heymarket) => heymarket.getTeam(),
    check: ({ members }, directory) => {
      for (const { id, name } of directory.members) {
        expect(members.find((member) => member.id === id)?.name === name, `${name} is missing`);
      }
      return names(members);
    },
  },
  {
    operation: "assignableUsers",
    act: (heymarket, { inboxes: [home] }) => heymarket.assignableUsers({ inboxId: home.id }),
    check: (users, { inboxes: [home] }) => {
      expect(users.map(({ id }) => id).join() === home.members.join(), "they are others");
      return `${names(users)} for ${home.name}`;
    },
  },
];
