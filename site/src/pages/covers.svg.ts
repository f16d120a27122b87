// The one file that holds the art of all covers.

import { artSheet } from '../covers/art.ts';

export const GET = (): Response => new Response(artSheet(), { headers: { 'content-type': 'image/svg+xml' } });
