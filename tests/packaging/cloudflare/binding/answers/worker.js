// A bound Worker that answers by itself: what it was asked for stands in the name.

export default {
  fetch: ({ method, url, headers }) =>
    Response.json([{ id: 1, name: `${method} ${url} ${headers.get("authorization")}` }]),
};
