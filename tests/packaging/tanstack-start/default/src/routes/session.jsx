import { createFileRoute } from "@tanstack/react-router";
import { createServerFn } from "@tanstack/react-start";
import { heymarket } from "../heymarket.js";

const count = createServerFn().handler(() => heymarket.countConversations());

const Page = () => <pre>{btoa(encodeURIComponent(JSON.stringify(Route.useLoaderData())))}</pre>;

export const Route = createFileRoute("/session")({ loader: () => count(), component: Page });
