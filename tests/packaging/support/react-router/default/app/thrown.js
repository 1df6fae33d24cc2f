import { data, redirect } from "react-router";

export const THROWN = {
  redirect: () => {
    throw redirect("/login");
  },
  data: () => {
    throw data("Not found", { status: 404 });
  },
  response: () => {
    throw new Response("Not found", { status: 404 });
  },
};
