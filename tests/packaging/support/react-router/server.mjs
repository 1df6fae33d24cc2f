// A custom server around what React Router builds, as its documentation has it.

import { createRequestHandler } from "@react-router/express";
import express from "express";

const build = `${process.env.APP}/build`;

export const app = express()
  .use(express.static(`${build}/client`))
  .use(createRequestHandler({ build: await import(`./${build}/server/index.js`) }));
