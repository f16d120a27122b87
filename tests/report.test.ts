// The command "report" as a process on the embedded data: what it prints, what it writes, what it refuses.

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readDecisions } from '../pipeline/registry/decisions.ts';
import { repository, showrunner } from './support/workspace.ts';

describe('showrunner report', () => {
  it('writes text, document and pictures, and every picture that the text shows is there', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'showrunner-report-'));
    try {
      const { code, stdout } = await showrunner(repository, ['report', '--out', folder]);
      expect(code, stdout).toBe(0);
      const names = readdirSync(folder).sort();
      const text = readFileSync(join(folder, 'report.md'), 'utf8');
      const shown = [...text.matchAll(/\]\(([a-z0-9-]+\.svg)\)/g)].map(([, name]) => name);
      expect(shown.length).toBeGreaterThan(0);
      expect(names).toEqual(['report.json', 'report.md', ...shown].sort());
      expect(text.length).toBeLessThanOrEqual(60_000);
      const { manifest, verdict } = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'));
      expect(text).toContain(`# ${manifest.run}: ${verdict.verdict}`);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('tells each kind of record on file', async () => {
    const stored = await readDecisions(repository);
    const ids = new Map(stored.map(({ id, record }) => [record.kind, id]));
    expect(ids.size).toBeGreaterThan(1);
    for (const [kind, id] of ids) {
      const { code, stdout } = await showrunner(repository, ['report', id, '--json']);
      expect(code, stdout).toBe(0);
      const expected = {
        decision: 'decision-report',
        verification: 'verification-report',
        verdict: 'candidate-report',
      }[kind as string];
      expect(JSON.parse(stdout).result.kind).toBe(expected ?? 'move-report');
    }
  });

  it('refuses what it cannot mean, and says what is legal', async () => {
    const refused: [string[], RegExp][] = [
      [['report', '--incident', 'click_trough_rate'], /is no rule.*Did you mean "click_through_rate"/s],
      [['report', '--incident', 'training_failed'], /--reason is missing/],
      [['report', '--as-of', '2026-10-01'], /--as-of does not belong here/],
      [['report', '--summary', 'year'], /Legal: week/],
      [['report', '--summary', 'week', '--as-of', 'yesterday'], /no day on record/],
      [['report', 'run_19990101_000000'], /run_19990101_000000/],
    ];
    for (const [args, message] of refused) {
      const { code, stdout, stderr } = await showrunner(repository, args);
      expect(code, args.join(' ')).toBe(2);
      expect(`${stdout}${stderr}`).toMatch(message);
    }
  });
});
