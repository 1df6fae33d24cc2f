// A response that begins and never ends.

export const fallback = () => {
  const body = new ReadableStream({ start: (stream) => stream.enqueue(new Uint8Array([32])) });
  return new Response(body, { headers: { "content-type": "application/json" } });
};
