// As the gateway through which all of a company's Workers reach the internet.

export default { fetch: (request) => fetch(request) };
