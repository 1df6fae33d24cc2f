// A bound Worker that responds by itself, with the requested name.

export default {
  fetch: ({ method, url, headers }) =>
    Response.json([{ id: 1, name: `${method} ${url} ${headers.get("authorization")}` }]),
};
