// A small ground for the tests of this folder: people with tastes, a tenth of each one's films held out.

import type { Ground } from '../../evaluation/protocol.ts';
import { twoTastes } from '../../recommenders/interactions.fixture.ts';
import { sliceOfTrain } from './slice.ts';

export function smallGround(users = 240): Ground {
  const data = twoTastes({ users, items: 60, seed: 5 });
  return sliceOfTrain(data, {
    protocol: 'per-user-random',
    positiveRating: 4,
    folds: 5,
    seed: 1,
    hasTimes: false,
    hasNegatives: false,
  });
}
