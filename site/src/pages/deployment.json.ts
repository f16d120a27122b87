// Which deployment this is: what an open page asks to learn of a newer one.

export const GET = (): Response =>
  new Response(`${JSON.stringify({ format: 1, deployment: __DEPLOYMENT__ })}\n`, {
    headers: { 'content-type': 'application/json' },
  });
