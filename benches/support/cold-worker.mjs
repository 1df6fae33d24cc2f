// A Worker that asks the clock, then makes its first call: workerd's own clock stands still meanwhile.

export default {
  async fetch(request) {
    const { searchParams } = new URL(request.url);
    const baseUrl = searchParams.get("clock");
    await (await fetch(`${baseUrl}/start`)).text();
    if (searchParams.get("way") === "threadline") {
      const { Heymarket } = await import("./threadline.js");
      const heymarket = new Heymarket({ apiKey: "key", baseUrl });
      await heymarket.getConversation({ id: 1 });
    } else {
      const response = await fetch(`${baseUrl}/v1/conversation/1`, {
        headers: { "x-api-key": "key", accept: "application/json" },
      });
      await response.json();
    }
    return new Response("done");
  },
};
