// The services, by the names that paths, events and options call them.

export type ServiceName = "heymarket" | "qlara";

export const SERVICES: readonly ServiceName[] = ["heymarket", "qlara"];

export const isService = (name: unknown): name is ServiceName =>
  (SERVICES as readonly unknown[]).includes(name);

/** An id as it is stored and compared: the services write the same one as a number or as text. */
export const idOf = (value: unknown): string | null =>
  (typeof value === "string" && value !== "") ||
  typeof value === "number" ||
  typeof value === "bigint"
    ? `${value}`
    : null;
