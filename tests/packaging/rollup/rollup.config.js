// What every project needs that imports from node_modules; nothing for threadline.

import resolve from "@rollup/plugin-node-resolve";

export default { plugins: [resolve({ browser: true })] };
