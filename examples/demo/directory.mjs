// Who the fake server knows: what a person would copy from the services' own apps.

export const directory = {
  heymarket: {
    userId: 1111,
    inboxes: [
      { id: 2222, name: "Support", members: [1111, 1112, 1113, 1114, 1116] },
      { id: 2223, name: "Sales", members: [1111, 1112, 1113, 1115] },
      { id: 2224, name: "Billing", members: [1111, 1112, 1114, 1118] },
      { id: 2225, name: "Events & Réservations", members: [1111, 1112, 1115, 1116] },
      { id: 2226, name: "Night desk 🌙", members: [1111, 1112, 1117] },
    ],
    members: [
      { id: 1111, name: "Maya" },
      { id: 1112, name: "Jonas" },
      { id: 1113, name: "Aiko" },
      { id: 1114, name: "Tomás" },
      { id: 1115, name: "Zoë" },
      { id: 1116, name: "李娜" },
      { id: 1117, name: "Omar" },
      { id: 1118, name: "Priya" },
    ],
    // A conversation of several pages of messages.
    longThread: { id: 610016, phoneNumber: "15555550116", inboxId: 2222 },
  },
  qlara: {
    channels: [
      { id: "7", name: "WhatsApp Italia" },
      { id: "8", name: "RCS Promozioni" },
      { id: "9", name: "SMS Notifiche & Più" },
      { id: "9007199254740997", name: "Night desk 🌙" },
    ],
    // A conversation of several pages of messages.
    longThread: "810001",
  },
};
