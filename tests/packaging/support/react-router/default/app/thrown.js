import { data, redirect } from "react-router";

export const THROWN = {
  redirect: () => {
    throw redirect("/login");
  },
  data: () => {
    throw data("Nobody is here", { status: 404 });
  },
  response: () => {
    throw new Response("Nobody is here", { status: 404 });
  },
};
