const withoutBody = [204, 205, 304];

/**
 * An answer that says how long it is, as Coder's do. After one that does not MSW (3.0.5) ends the connection, and then the next request
 * of a busy machine can pass it by, into the network.
 */
export function sizedResponse(text: string, init: ResponseInit): Response {
  if (init.status !== undefined && withoutBody.includes(init.status)) return new Response(null, init);
  const headers = new Headers(init.headers);
  headers.set("content-length", String(Buffer.byteLength(text)));
  return new Response(text, { ...init, headers });
}
