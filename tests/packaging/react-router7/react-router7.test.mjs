import { testReactRouter } from "../support/react-router.mjs";

testReactRouter(process.execPath);
