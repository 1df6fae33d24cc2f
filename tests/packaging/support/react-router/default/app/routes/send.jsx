import { data, Form, redirect } from "react-router";
import { Heymarket, isInvalidArgumentError } from "threadline";

export const action = async ({ request }) => {
  const { HEYMARKET_KEY, HEYMARKET_URL } = process.env;
  const heymarket = new Heymarket({ apiKey: HEYMARKET_KEY, baseUrl: HEYMARKET_URL });
  const form = await request.formData();
  try {
    const text = form.get("text");
    await heymarket.sendMessage({ inboxId: 2222, creatorId: 1111, chatId: 610018, text });
  } catch (error) {
    if (isInvalidArgumentError(error)) return data({ path: error.path }, { status: 400 });
    throw error;
  }
  return redirect("/login", 303);
};

export default function Page({ actionData }) {
  return (
    <Form method="post">
      <input name="text" />
      <output>{actionData?.path}</output>
    </Form>
  );
}
