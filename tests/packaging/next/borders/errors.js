// Created for each border, and the same for everything that uses it.

import * as threadline from "threadline";
import { everyError, sentOf } from "../tour.mjs";

let errors;

export const made = async () => {
  errors = await everyError(threadline);
  return errors;
};

export const sentAnew = async () => sentOf(await made());

export const errorOf = (name) => errors[name];
