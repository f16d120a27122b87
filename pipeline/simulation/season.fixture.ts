// Seasons of the small film club, played in memory for the tests of this room.

import { foldInteractions } from '../data/interactions.ts';
import { smallClub } from './audience.fixture.ts';
import { popularLister } from './listers.ts';
import { playWeek, type WeekToPlay } from './play.ts';
import type { PlayedWeek } from './record.ts';

export interface Season extends Partial<WeekToPlay> {
  club?: ReturnType<typeof smallClub>;
  weeks: number;
}

/** Weeks 0 to `weeks` − 1, popular films for all unless a lister is given. */
export function playSeason({ club = smallClub(), weeks, ...changes }: Season): PlayedWeek[] {
  const { audience, films } = club;
  const played: PlayedWeek[] = [];
  for (let week = 0; week < weeks; week++) {
    const interactions = foldInteractions(played.map((one) => one.interactions));
    const popular = popularLister(interactions, films);
    const usual = { audience, week, interactions, champion: popular, control: popular, run: null };
    played.push(playWeek({ ...usual, ...changes }));
  }
  return played;
}
