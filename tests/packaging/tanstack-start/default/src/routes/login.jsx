import { createFileRoute } from "@tanstack/react-router";

export const Route = createFileRoute("/login")({ component: () => <h1>Who are you?</h1> });
