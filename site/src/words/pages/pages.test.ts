import { describe, expect, it } from 'vitest';
import { html } from '../html.ts';
import * as about from './about.ts';
import * as film from './film.ts';
import * as home from './home.ts';
import * as list from './list.ts';
import * as monitoring from './monitoring.ts';
import * as person from './person.ts';
import * as run from './run.ts';

const HOSTILE = `<b onclick="x" title='y'>&`;
const SAFE = '&lt;b onclick=&quot;x&quot; title=&#39;y&#39;&gt;&amp;';

describe('a sentence with markup in it', () => {
  it('makes every text safe, and leaves markup that says so', () => {
    expect(html`<a href="${HOSTILE}">${1}</a> ${{ html: '<b>x</b>' }}`).toBe(
      `<a href="${SAFE}">1</a> <b>x</b>`,
    );
    expect(person.headingHtml(HOSTILE)).toBe(`Person <bdi>${SAFE}</bdi>`);
  });

  it('takes a hold’s reason and a run’s protocols as texts', () => {
    const hold = { since: '2026-05-01T06:00:00Z', reason: HOSTILE };
    expect(monitoring.decision.holdHtml(hold, '<a href="/r/">r</a>')).toBe(
      `<strong>On hold</strong> since May 1, 2026, 06:00 UTC, after <a href="/r/">r</a>: ${SAFE}. Nothing is retrained or promoted until a person lifts it.`,
    );
    const protocols = { ranking: 'split=time;k=<10>', rating: 'r' };
    const judged = { as_of: '2026-05-01', ground_sha256: '0123456789abcdef', protocols };
    expect(run.judgedHtml({ ...judged, champion: null })).toBe(
      'Judged as of May 1, 2026, without a champion, on ground <code>0123456789ab</code>. Ranking under <code>split=time;<wbr>k=&lt;10&gt;<wbr></code>, rating under <code>r<wbr></code>.',
    );
    expect(run.judgedHtml({ ...judged, champion: 'run_1' })).toContain(', against run_1, on ground');
  });
});

describe('a film’s standing', () => {
  it('says how many said what', () => {
    expect(film.whoKnows({ interactions: 0, ratings: 0 })).toBe('Nobody has said anything about it yet.');
    expect(film.whoKnows({ interactions: 1, ratings: 1 })).toBe('1 person has rated it.');
    expect(film.whoKnows({ interactions: 1200, ratings: 7 })).toBe(
      '1,200 people have said something about it, 7 of them with a rating.',
    );
  });

  it('says when it came, and whether the model knows it', () => {
    expect(film.joined('2026-05-02', '2026-05-01')).toBe('It joins the catalogue on May 2, 2026.');
    expect(film.joined('2026-05-01', '2026-05-01')).toBe('It joined the catalogue on May 1, 2026.');
    const placed = { by_genres: true, by_year: false, touched_by: 0 };
    expect(film.learned({ known_to_model: true, placed: null }, true)).toContain('has learned from it');
    expect(film.learned({ known_to_model: false, placed: null }, false)).toContain('No model is in charge');
    expect(film.learned({ known_to_model: false, placed: null }, true)).toContain('as new, not as a match');
    expect(film.learned({ known_to_model: false, placed }, true)).toMatch(
      /^New: placed by genre; nobody .* yet\. The model/,
    );
  });
});

describe('lists and counts', () => {
  it('name the page where there are several', () => {
    const place = { kind: 'genres', name: 'War', films: 1, page: 1, pages: 1 } as const;
    expect([list.title(place), list.lead(place)]).toEqual(['War', '1 film, best known first.']);
    expect(list.title({ ...place, page: 2, pages: 3 })).toBe('War, page 2 of 3');
    expect(list.description({ ...place, kind: 'titles', films: 97, page: 2, pages: 2 })).toBe(
      '97 films: War, in order of title, page 2 of 2.',
    );
    expect(list.order('decades')).toBe('Best known first');
  });

  it('count one as one', () => {
    const counts = { films: 1, people: 1, interactions: 1, ratings: 0, sessions: 2 };
    expect(about.extent(counts)).toBe('1 film, 1 person, 1 interaction, 0 of them ratings, 2 sessions');
    expect([home.latest.joined(null), home.latest.joined('2026-05-01')]).toEqual([
      'New',
      'Joined May 1, 2026',
    ]);
  });
});
