// Every command of `showrunner`, in the order of its help.

import type { Command } from './commands/command.ts';
import { DATA } from './commands/data.ts';
import { LOOP } from './commands/loop.ts';
import { MODELS } from './commands/models.ts';
import { REPORT } from './commands/report.ts';
import { TIME } from './commands/time.ts';
import { TUNE } from './commands/tuning.ts';

/** In the order of the help. */
export const COMMANDS: readonly Command[] = [...LOOP, REPORT, ...TIME, ...DATA, TUNE, ...MODELS];
