// What an entry uses of Node: @types/node would give all of its globals to every file.

declare module "node:fs" {
  export const readFileSync: (path: string) => Uint8Array<ArrayBuffer>;
}

declare module "node:path" {
  export const join: (...parts: string[]) => string;
}
