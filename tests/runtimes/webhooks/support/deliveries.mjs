// Deliveries as the services post them.

export const TOKEN = "t0ken-SECRET-4f1d";
export const URL_WITH_SECRET = `https://hooks.example.com/qlara?secret=${TOKEN}`;

export const MESSAGE = {
  id: 88012,
  text: "Hi 👋",
  date: "2026-03-01T10:00:00.123456Z",
  conversation: { id: 9920, channel: "sms" },
};

export const heymarketBody = (members) =>
  JSON.stringify({
    type: "message_recieved",
    id: 4711,
    token: TOKEN,
    event_data: MESSAGE,
    ...members,
  });

export const qlaraBody = (members) =>
  JSON.stringify({
    eventType: "INBOUND",
    messageId: 7,
    from: "39555",
    to: "390123",
    channel: "whatsapp",
    text: "Ciao",
    timestamp: "2026-03-01T12:00:00Z",
    ...members,
  });

export const request = (body, url = URL_WITH_SECRET) =>
  new Request(url, { method: "POST", body, duplex: "half" });

/** Both services: how each is read, with what proves it, and a good body. */
export const serviceOf = ({ parseHeymarketWebhook, parseQlaraWebhook }) => [
  {
    name: "Heymarket",
    operation: "parseHeymarketWebhook",
    secret: "token",
    parse: (input, options) => parseHeymarketWebhook(input, { token: TOKEN, ...options }),
    bare: parseHeymarketWebhook,
    body: heymarketBody,
    type: "message_received",
  },
  {
    name: "Qlara",
    operation: "parseQlaraWebhook",
    secret: "secret",
    parse: (input, options) =>
      parseQlaraWebhook(input, {
        secret: TOKEN,
        ...(typeof input === "string" || ArrayBuffer.isView(input) || input instanceof ArrayBuffer
          ? { url: URL_WITH_SECRET }
          : {}),
        ...options,
      }),
    bare: parseQlaraWebhook,
    body: qlaraBody,
    type: "inbound",
  },
];
