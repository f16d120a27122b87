// Accessibility rules on an open page. The engine is evaluated, not added as a script: the page's policy forbids that.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
export const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface Violation {
  id: string;
  nodes: { target: string[]; failureSummary: string }[];
}

/** Violations as lines (rule, element, what to do), and how many of the rules that apply are broken and kept. */
export async function axeOn(page: Page): Promise<{ violations: string[]; broken: number; passed: number }> {
  if (!(await page.evaluate("'axe' in globalThis"))) await page.evaluate(source);
  const run = `axe.run({ runOnly: ${JSON.stringify(TAGS)}, resultTypes: ['violations'] })
    .then(({ violations, passes }) => ({ violations, passed: passes.length }))`;
  const { violations, passed } = (await page.evaluate(run)) as { violations: Violation[]; passed: number };
  const lines = violations.flatMap(({ id, nodes }) =>
    nodes.slice(0, 3).map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary}`),
  );
  return { violations: lines, broken: violations.length, passed };
}

export const violationsOn = async (page: Page): Promise<string[]> => (await axeOn(page)).violations;
