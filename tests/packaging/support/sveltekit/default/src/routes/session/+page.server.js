import { heymarket } from "../../lib/server/heymarket.js";

export const load = async () => ({ count: await heymarket.countConversations() });
