"use client";

import { useEffect } from "react";
import { errorFrom, isNotFoundError, NotFoundError } from "threadline";

export function Shown({ error }) {
  useEffect(() => {
    const made = errorFrom(error);
    globalThis.report = {
      guards: [isNotFoundError(error), isNotFoundError(made)],
      made: made instanceof NotFoundError,
      code: made.code,
      retryable: made.retryable,
      status: made.status,
      message: made.message,
    };
  }, [error]);
  return <p>{error.message}</p>;
}
