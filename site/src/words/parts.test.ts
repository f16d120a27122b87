import { describe, expect, it } from 'vitest';
import * as home from './browser/home.ts';
import * as yourData from './browser/your-data.ts';
import { likers, similar, sure } from './film.ts';
import { foot } from './frame.ts';
import { staleHtml } from './freshness.ts';
import { spanHtml } from './incidents.ts';
import { servedHtml, verification } from './lineage.ts';
import { lead, reasons, sliderValue } from './person.ts';
import { notShownHtml } from './published.ts';
import { quarantine, training, volumeInWords } from './quality.ts';
import { batches, learnedFrom } from './run-facts.ts';
import { pointInWords, rowOf } from './run-history.ts';
import { saidOf } from './told.ts';
import { slices } from './verdict.ts';

describe('a visitor’s picks', () => {
  it('are told what is next, until there are enough that the model knows', () => {
    expect(home.next(0, 3, false)).toBe('');
    expect(home.next(1, 3, false)).toContain('does not know');
    expect(home.next(2, 3, true)).toBe('Your rows are below; 1 more film and they are much more yours.');
    expect(home.next(3, 3, true)).toBe('Your rows are made from 3 films.');
  });

  it('have a share of a score that is all where another film takes away from it', () => {
    expect(home.forYou.because(0.42, 'Heat')).toBe('42% because you liked Heat');
    expect(home.becauseYouLiked.share(1.2)).toBe('All of its score');
  });

  it('are said back, and whether they were sent', () => {
    expect([saidOf('Heat', 'love'), saidOf('Heat', null)]).toEqual(['You love Heat.', 'Taken back: Heat.']);
    expect(yourData.said('love', true)).toBe('loved, sent');
    expect(yourData.said('seen', false)).toBe('seen, never sent');
    expect(yourData.said('undo', false)).toBe('taken back');
    expect(yourData.imported('a.json', 2, 1)).toBe(
      '2 films read from a.json. 1 film is not in the catalogue: kept, never sent.',
    );
  });
});

describe('a film', () => {
  it('says how sure its average is by how many gave it', () => {
    expect(sure.average({ low: 3.1, high: 3.9, ratings: 12 }, 12)).toContain('between 3.10 and 3.90');
    expect(sure.average(null, 1)).toBe(
      'With 1 rating its average says little: ten are needed for an interval.',
    );
    expect(sure.average(null, 0)).toBe('Without a rating there is no average to be sure of.');
  });

  it('says from which days the model learned', () => {
    const from = { interactions: 1, from: '2026-05-01', to: '2026-05-01' };
    expect(sure.learned(from)).toBe('The model has learned from 1 interaction with it, of May 1, 2026.');
    expect(sure.learned({ ...from, to: '2026-05-02' })).toContain('from May 1, 2026 to May 2, 2026');
    expect(sure.learned(null)).toContain('has not learned');
  });

  it('says what another has to do with it', () => {
    const near = { isNew: false, nearness: null, genres: [], likers: 0 };
    expect(similar.note(near)).toBe('by who watched it');
    expect(similar.note({ isNew: true, nearness: 0.831, genres: ['Drama', 'War'], likers: 1 })).toBe(
      'new, 83% alike, both Drama and War; 1 person likes both',
    );
  });

  it('is liked by people whose genres are written as text', () => {
    expect(likers.leaningHtml({ genre: '<b>', share: 0.5, everybody: 0.2 })).toContain('&lt;b&gt;');
  });
});

describe('a person', () => {
  it('has watched so much, leaning to some of it', () => {
    expect(lead(0, ['War'])).toBe('Has not watched anything here yet.');
    expect(lead(1, [])).toBe('Has watched 1 film.');
    expect(lead(2, ['War'])).toBe('Has watched 2 films, with more War than the catalogue has.');
  });

  it('has reasons that the named films leave out, for or against', () => {
    expect([reasons.rest(0.2), reasons.rest(-0.2)]).toEqual([
      'from their other films',
      'from films that speak against it',
    ]);
    expect([sliderValue.variety(0), sliderValue.fresh(35)]).toEqual([
      'by score alone',
      '35% for newer films',
    ]);
  });
});

describe('a run', () => {
  it('says who made it again, by what', () => {
    const by = { commit: '<code>0123</code>', isChanged: true, node: '24.0.0' };
    expect(verification.doneHtml('May 1, 2026', by, 'run_1')).toBe(
      'on May 1, 2026, by commit <code>0123</code>, with uncommitted changes, Node 24.0.0. Anybody can do it again: <code>npx showrunner verify run_1</code>',
    );
    expect(verification.doneHtml('a', { ...by, commit: null, isChanged: false }, '<i>')).toMatch(
      /by code outside a repository, Node.*verify &lt;i&gt;/,
    );
  });

  it('says how long it served, and what it learned from', () => {
    expect(servedHtml('May 1', null)).toBe('from May 1 until now');
    expect(servedHtml('May 1', '2026-05-02T00:00:00Z')).toBe('from May 1 to May 2, 2026, 00:00 UTC');
    expect([batches(0, undefined), batches(2, 'b.csv')]).toEqual(['0', '2, up to b.csv']);
    expect(learnedFrom(1, 1, 2)).toBe('1 interaction of 1 person with 2 films');
  });

  it('stands in its history beside the champion of its day, where it met one', () => {
    const point = { run: 'run_1', at: '2026-05-01', value: 0.2, protocol: 0, isChampion: true, duel: null };
    expect(rowOf(point, String)).toEqual(['run_1, champion', 'May 1, 2026', '0.2', '–', '–', 'Protocol 1']);
    expect(rowOf({ ...point, isChampion: false, duel: { other: 1, low: 2, high: 3 } }, String)).toEqual([
      'run_1',
      'May 1, 2026',
      '0.2',
      '1',
      '2 to 3',
      'Protocol 1',
    ]);
    expect(pointInWords(point, String)).toBe('run_1, champion: 0.2');
    expect(pointInWords({ ...point, isChampion: false, duel: { other: 1, low: 2, high: 3 } }, String)).toBe(
      'run_1: 0.2, the champion then 1',
    );
  });

  it('has one slice or many', () => {
    expect([slices.allOf(1), slices.allOf(12)]).toEqual(['The slice', 'All 12 slices']);
  });
});

describe('the data', () => {
  it('say what is in quarantine, by reason, and of what no day is known', () => {
    expect(quarantine([], 0)).toBe('No line is in quarantine.');
    const refused = [{ reason: 'unknown_film', lines: 2 }];
    expect(quarantine(refused, 1)).toBe('In quarantine: 2 lines (unknown film). 1 of these names no day.');
  });

  it('say which days had none', () => {
    const day = (date: string, rows: number) =>
      ({ day: date, rows }) as Parameters<typeof volumeInWords>[0][0];
    expect(volumeInWords([day('2026-05-01', 3), day('2026-05-02', 0)])).toBe(
      '3 rows in 2 days, 1 of them without any; the most on May 1, 2026, 3.',
    );
  });

  it('say what training usually takes, where that is known', () => {
    const figure = { value: 353, baseline: 334, unit: 'megabytes', samples: 1 } as Parameters<
      typeof training.figure
    >[0];
    expect(training.figure(figure)).toBe('353 MB, usually 334 MB (1 run)');
    expect(training.figure({ ...figure, value: null, baseline: null })).toBe('no data (1 run)');
  });
});

describe('what is said around a page', () => {
  it('names simulated data so, and writes names as text', () => {
    expect(foot.publishedHtml({ title: '<b>', kind: 'simulated' }, '2026-05-01T00:00:00Z')).toBe(
      '<strong>&lt;b&gt;</strong> (simulated), published <time datetime="2026-05-01T00:00:00Z">May 1, 2026, 00:00 UTC</time>.',
    );
    expect(foot.publishedHtml({ title: 'a', kind: 'imported' }, '')).not.toContain('simulated');
    expect(notShownHtml('It', 'a.json', '<i>')).toContain('because &lt;i&gt;.');
  });

  it('says since when and until when', () => {
    expect(spanHtml('<a>May 1</a>', null, 'asks a person')).toBe('since <a>May 1</a> · asks a person');
    expect(spanHtml('May 1', 'May 3', 'asks a person')).toBe('since May 1 until May 3 · asks a person');
    expect(staleHtml('2026-05-01', '2026-05-03T06:00:00Z', '/m/#f')).toContain(
      'of May 1, 2026; newer ones were expected by May 3, 2026, 06:00 UTC. <a href="/m/#f">',
    );
  });
});
