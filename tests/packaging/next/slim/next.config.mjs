// What Next's server needs for threadline/slim: the package as it lies in node_modules, its module
// beside it.

export default { serverExternalPackages: ["threadline"] };
