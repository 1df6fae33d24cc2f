import { notFound, redirect } from "@tanstack/react-router";

export const THROWN = {
  redirect: () => {
    throw redirect({ to: "/login" });
  },
  notFound: () => {
    throw notFound();
  },
};
