// The entry that is bundled for the page: answers(world, visitors) as text on the global object.

import { answers, asLines, unpacked } from './visitors.ts';

Object.assign(globalThis, {
  answersInPage: (world: string, visitors: number) => asLines(answers(unpacked(world), visitors)),
});
