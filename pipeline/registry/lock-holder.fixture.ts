// A process that holds the lock until it is told otherwise: node lock-holder.fixture.ts <root>
// Says "held" once it has it; ends when its standard input closes.

import { once } from 'node:events';
import { withLock } from './lock.ts';

const [root] = process.argv.slice(2);
await withLock(root, 'showrunner cycle', async () => {
  process.stdout.write('held\n');
  process.stdin.resume();
  await once(process.stdin, 'end');
});
