import { createFileRoute } from "@tanstack/react-router";
import { createServerFn } from "@tanstack/react-start";
import { useEffect, useState } from "react";
import { Heymarket, isInvalidArgumentError } from "threadline";

const send = createServerFn({ method: "POST" })
  .validator((text) => text)
  .handler(async ({ data: text }) => {
    const { HEYMARKET_KEY, HEYMARKET_URL } = process.env;
    const heymarket = new Heymarket({ apiKey: HEYMARKET_KEY, baseUrl: HEYMARKET_URL });
    try {
      await heymarket.sendMessage({ inboxId: 2222, creatorId: 1111, chatId: 610018, text });
    } catch (error) {
      if (isInvalidArgumentError(error)) return `${error.path} is missing`;
      throw error;
    }
    return "sent";
  });

const Page = () => {
  const [said, say] = useState();
  useEffect(() => {
    globalThis.ready = true;
  }, []);
  const submit = async (event) => {
    event.preventDefault();
    say(await send({ data: new FormData(event.target).get("text") }));
  };
  return (
    <form onSubmit={submit}>
      <input name="text" />
      <button type="submit">Send</button>
      <output>{said}</output>
    </form>
  );
};

export const Route = createFileRoute("/send")({ component: Page });
