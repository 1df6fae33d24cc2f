// A bound Worker that answers by itself, with what it was asked for as the name.

export default {
  fetch: ({ method, url, headers }) =>
    Response.json([{ id: 1, name: `${method} ${url} ${headers.get("authorization")}` }]),
};
