// jsdom's `crypto` has no `subtle`, which makes the tokens of API secrets.

Object.defineProperty(globalThis, "crypto", { value: require("node:crypto").webcrypto });
