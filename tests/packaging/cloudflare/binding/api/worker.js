// Stands for the gateway through which a company's Workers go out.

export default { fetch: (request) => fetch(request) };
