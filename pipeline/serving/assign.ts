// Who sees which list in an A/B test: a pure function of the person, so that no record is needed to repeat it.

import { hash32 } from '../random.ts';

export type Arm = 'champion' | 'control';

/**
 * The arm of a person, the same on every visit and on every machine.
 * @param salt the experiment's name: another one shuffles people anew.
 * @param controlShare 0 to 1, the expected share of people in `control`.
 */
export function assignArm(userId: string, salt: string, controlShare: number): Arm {
  return spread(hash32(`${salt}\n${userId}`)) / 4294967296 < controlShare ? 'control' : 'champion';
}

/** MurmurHash3's finaliser: FNV alone leaves the top bits of similar ids alike. */
function spread(hash: number): number {
  let mixed = hash;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
