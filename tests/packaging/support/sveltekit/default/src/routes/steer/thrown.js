import { error, redirect } from "@sveltejs/kit";

export const THROWN = {
  redirect: () => redirect(303, "/login"),
  error: () => error(404, "Nobody is here"),
};
