import { route } from "@react-router/dev/routes";

export default ["server", "client", "send", "steer", "steer-client", "login"].map((name) =>
  route(name, `routes/${name}.jsx`),
);
