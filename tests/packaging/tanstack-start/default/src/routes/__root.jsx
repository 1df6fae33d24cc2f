import { createRootRoute, HeadContent, Outlet, Scripts } from "@tanstack/react-router";

const Shell = ({ children }) => (
  <html lang="en">
    <head>
      <link rel="icon" href="data:," />
      <HeadContent />
    </head>
    <body>
      {children}
      <Scripts />
    </body>
  </html>
);

export const Route = createRootRoute({
  shellComponent: Shell,
  component: Outlet,
  notFoundComponent: () => <h1>Nobody is here</h1>,
});
