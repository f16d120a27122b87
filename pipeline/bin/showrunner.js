#!/usr/bin/env node
// The door: plain JavaScript that any Node from 18 on can run. It finds a Node that runs TypeScript as it is
// written (24 or later, which `npm ci` brings as a locked package) and hands over to cli.ts. No logic here.
import { spawnSync } from 'node:child_process';
import module from 'node:module';
import { fileURLToPath } from 'node:url';
import { broughtNode } from './brought-node.js';

const needed = 24;
const cli = new URL('../cli.ts', import.meta.url);

if (Number(process.versions.node.split('.')[0]) >= needed) {
  // Keeps what stripping the types and compiling gave, in the system's temporary folder: a faster start next time.
  module.enableCompileCache?.();
  const [command, ...rest] = process.argv.slice(2);
  if (command === 'init') {
    // Speaks to GitHub, so it lives with the actions; the pipeline knows nothing of it.
    const { init } = await import(new URL('../../actions/setup/init.ts', import.meta.url).href);
    process.exitCode = await init(rest);
  } else {
    const { main } = await import(cli.href);
    process.exitCode = await main(process.argv.slice(2));
  }
} else {
  const brought = broughtNode();
  if (brought !== null) {
    const child = spawnSync(brought, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
      stdio: 'inherit',
    });
    process.exitCode = child.status ?? 1;
  } else {
    console.error(
      `showrunner needs Node ${needed} or later and this is ${process.version}. ` +
        'Run `npm ci` in the repository (it brings Node 24 along), or install Node 24.',
    );
    process.exitCode = 2;
  }
}
