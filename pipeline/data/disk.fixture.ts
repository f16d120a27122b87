// A disk that is soon full, for tests of what is said then. Only where this process may mount one.

import { execFileSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';

/** Whether `onSmallDisk` works here: on Linux, as root, where the system lets root mount. */
export function canMount(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0 && mountWorks();
}

function mountWorks(): boolean {
  try {
    execFileSync('unshare', ['-m', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Makes the folder `disk` a disk of so many KiB while `use` runs. */
export async function onSmallDisk(
  disk: string,
  kib: number,
  use: (disk: string) => Promise<void>,
): Promise<void> {
  await mkdir(disk, { recursive: true });
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kib}k`, 'tmpfs', disk]);
  try {
    await use(disk);
  } finally {
    execFileSync('umount', [disk]);
  }
}
