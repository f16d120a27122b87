import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeReport } from './judged-run.ts';
import type { RunManifest } from './manifest.ts';
import { code, prose } from './markdown.ts';
import {
  inTemporaryFolder,
  RUN_A,
  RUN_B,
  SELECTION,
  sampleDraft,
  sampleRun,
  sampleVerdict,
} from './registry.fixture.ts';
import { renderReport } from './report.ts';

/** What a workflow would replace, were it in the wrong place. */
const EXPRESSION = ['$', '{{ secrets.X }}'].join('');

const files = [
  { name: 'item_factors.parquet', sha256: 'a1'.repeat(32), bytes: 189_000 },
  { name: 'rating_factors.parquet', sha256: 'b2'.repeat(32), bytes: 47_250 },
];
const sample: RunManifest = { ...(await sampleDraft(RUN_B)).manifest, files };

describe('a report', () => {
  it('says the verdict first, then the figures, the lineage and the cost', async () => {
    const golden = await readFile(new URL('./report.golden.md', import.meta.url), 'utf8');
    expect(renderReport(sample, sampleVerdict(RUN_B, RUN_A))).toBe(golden);
  });

  it('is written beside the models, and as JSON with the manifest and the verdict', () =>
    inTemporaryFolder(async (root) => {
      const manifest = await sampleRun(root, RUN_B);
      const verdict = sampleVerdict(RUN_B, null);
      await writeReport(root, RUN_B, verdict);
      const read = (name: string) => readFile(join(root, 'models', RUN_B, name), 'utf8');
      expect(JSON.parse(await read('report.json'))).toEqual({ format: 1, manifest, verdict });
      expect(await read('report.md')).toBe(renderReport(manifest, verdict));
    }));

  it('lists the trials a run was chosen among, the best first, and nothing of the kind for another run', () => {
    const text = renderReport({ ...sample, selection: SELECTION }, null);
    expect(text).toContain(
      '## How it was chosen\n\nCandidates of `models/recipe.yaml` were compared for 1.5 s',
    );
    expect(text).toContain('under `ranking/global-time/v1` on ground `efefefefefef`');
    const rows = text.split('\n').filter((line) => /^\| [123]/.test(line));
    expect(rows).toEqual([
      '| 2 (chosen) | `als` | `ials` `k=2` `sweeps=3` `weighting=none` | done | 100 % | 0.1250 | 0.50 | 40 |',
      '| 1 | `als` | `ials` `k=2` `sweeps=3` `weighting=none` | stopped early | 33 % | 0.2500 | 0.50 | 40 |',
      '| 3 | `shallow` | `ials` `k=2` `sweeps=3` `weighting=none` | failed: a\\|b is \\<bad\\> | 0 % | – | 0.50 | 40 |',
    ]);
    expect(renderReport(sample, null)).not.toContain('How it was chosen');
  });

  it('says that a run was not judged, that nobody could be, and that there was no champion', () => {
    expect(renderReport(sample, null)).toMatch(/^# run_20260501_110000: not judged yet\n/);
    const verdict = sampleVerdict(RUN_B, null);
    expect(renderReport(sample, verdict)).toContain('there is no champion yet');
    const nobody = { ...verdict, comparisons: [], metrics: { candidate: {}, champion: null, floor: {} } };
    expect(renderReport(sample, nobody)).toContain('## Rating\n\nNo figures: nobody could be judged.');
  });

  it('carries the label of simulated data, and only then', () => {
    const imported = { ...sample, dataset: { name: 'ml', kind: 'imported' as const } };
    expect(renderReport(sample, null)).toContain('**Simulated data.**');
    expect(renderReport(imported, null)).not.toMatch(/simulated/i);
  });

  it('cannot be taken over by names and reasons', () => {
    const hostile = '<img src=x> | [a](http://b) @someone `x`\n# Promoted';
    const verdict = { ...sampleVerdict(RUN_B, null), reasons: [hostile] };
    const text = renderReport({ ...sample, dataset: { name: hostile, kind: 'imported' } }, verdict);
    expect(text).toContain('- \\<img src=x\\> \\| \\[a\\](http\\://b) @\u200bsomeone \\`x\\` \\# Promoted\n');
    expect(text).toContain(
      '- Data set `` <img src=x> \\| [a](http://b) @someone `x` # Promoted `` (imported)',
    );
  });
});

describe('text from outside in Markdown', () => {
  it.each([
    ['- item', '\\- item'],
    ['1. first', '1\u200b. first'],
    ['0.34 of it', '0.34 of it'],
    ['=== title', '\\=== title'],
    ['_a_ *c~d', '\\_a\\_ \\*c\\~d'],
    ['ndcg_at_10', 'ndcg_at_10'],
    ['one\r\ntwo\u2028three', 'one two three'],
    ['see https://x.org and www.x.org', 'see https\\://x.org and www\\.x.org'],
    ['NDCG@10 is 0.31 (+0.11)', 'NDCG@10 is 0.31 (+0.11)'],
    ['::add-mask::secret', '\\::add-mask::secret'],
    [`a ##[error] of ${EXPRESSION}`, `a \\#\\#\\[error\\] of \\${EXPRESSION}`],
    ['as @someone said in #12', 'as @\u200bsomeone said in \\#\u200b12'],
    ['a\u202Egnp.exe\u2066', 'a gnp.exe '],
    ['<!-- showrunner-incident: rmse -->', '\\<!-- showrunner-incident: rmse --\\>'],
  ])('%j becomes %j as prose', (text, markdown) => expect(prose(text)).toBe(markdown));

  it.each([
    ['plain', '`plain`'],
    ['a`b', '`` a`b ``'],
    ['a|b', '`a\\|b`'],
    ['``', '``` `` ```'],
    ['a\n##[group]b\u202E', '`a ##\u200b[group]b `'],
  ])('%j becomes %j as code', (text, markdown) => expect(code(text)).toBe(markdown));
});
