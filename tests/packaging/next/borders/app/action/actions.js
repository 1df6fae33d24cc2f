"use server";

import { errorOf, sentAnew } from "../../errors.js";

export async function sent() {
  return sentAnew();
}

export async function returned(name) {
  return errorOf(name);
}

export async function inside(name) {
  return { error: errorOf(name) };
}

export async function json(name) {
  return errorOf(name).toJSON();
}

export async function thrown(name) {
  throw errorOf(name);
}
