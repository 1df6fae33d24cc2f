// What Vite up to 7 needs for threadline/slim in its dev server: its pre-bundled copy would look for
// the module beside itself.

export default { optimizeDeps: { exclude: ["threadline/slim"] } };
