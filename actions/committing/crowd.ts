// The long form of the writers' test, for anybody to run: many writers at once on a real remote that misbehaves, until
// enough commits are in, then the account. `node actions/committing/crowd.ts [writers] [commits]`; not part of a run.

import { account, operationsOf, runWriter } from './crowd.fixture.ts';
import { makeRemote } from './remote.fixture.ts';

const [writers = 20, wanted = 200] = process.argv.slice(2).map(Number);
/** Now and then the server is slow, locked, breaks off, or loses its reply. */
const HOOKS = {
  'pre-receive': `r=$(od -An -N1 -tu1 /dev/urandom)
[ $r -lt 20 ] && sleep 0.3
[ $r -ge 20 ] && [ $r -lt 35 ] && { echo 'error: cannot lock ref refs/heads/main' >&2; exit 1; }
[ $r -ge 35 ] && [ $r -lt 42 ] && kill -9 $PPID
exit 0`,
  'reference-transaction': `[ "$1" = committed ] || exit 0
r=$(od -An -N1 -tu1 /dev/urandom)
[ $r -lt 10 ] && kill -9 $PPID
exit 0`,
};

const server = await makeRemote();
await server.hooks(HOOKS);
const started = performance.now();
const reports: Awaited<ReturnType<typeof runWriter>> = [];
const pushed = () => reports.filter(({ outcome }) => outcome === 'pushed').length;
for (let round = 0; pushed() < wanted && round < 50; round++) {
  const each = Math.max(1, Math.ceil((wanted - pushed()) / writers));
  const crowd = Array.from({ length: writers }, (_, n) => operationsOf(round * writers + n, each));
  reports.push(...(await Promise.all(crowd.map((operations) => runWriter(server, operations)))).flat());
}
const { tries, ...rest } = await account(server, reports);
const count = (outcome: string) => reports.filter((one) => one.outcome === outcome).length;
const histogram = Array.from({ length: 10 }, (_, n) => tries.filter((value) => value === n + 1).length);
console.log(
  JSON.stringify(
    {
      writers,
      seconds: Math.round((performance.now() - started) / 1000),
      pushed: pushed(),
      nothing_to_do: count('unchanged'),
      gave_up_and_were_told: count('gave up'),
      tries_from_1_to_10: histogram.join(' '),
      ...rest,
    },
    null,
    2,
  ),
);
await server.remove();
process.exitCode = rest.lost.length + rest.doubled.length + rest.gaps.length + rest.merges > 0 ? 1 : 0;
