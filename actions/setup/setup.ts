// What is missing for a copy of the template to work, and mending it through the API. Prints nothing itself.

import { readDatasetCard } from '../../pipeline/data/dataset.ts';
import { type Connection, statusOf } from '../github/api.ts';
import { WANTED } from './wanted.ts';

export interface Finding {
  name: string;
  state: 'good' | 'mended' | 'missing' | 'unknown';
  /** A sentence: what is missing, and what to do. */
  said: string;
}

/** Looks at everything; mends what can be mended when asked to. Doing it twice changes nothing more. */
export async function setUp(
  connection: Connection,
  { root, demonstration, mend }: { root: string; demonstration: boolean; mend: boolean },
): Promise<Finding[]> {
  const findings: Finding[] = [await lookAtData(root, demonstration)];
  for (const { name, missing, mend: mendIt, byHand } of WANTED) {
    const finding = await attempt(name, byHand, async () => {
      const problem = await missing(connection);
      if (problem === null) return { name, state: 'good', said: '' };
      if (!mend || mendIt === null) return { name, state: 'missing', said: `${problem} ${byHand}` };
      await mendIt(connection);
      const left = await missing(connection);
      if (left === null) return { name, state: 'mended', said: problem };
      return { name, state: 'missing', said: `${left} ${byHand}` };
    });
    findings.push(finding);
  }
  return findings;
}

/** A token that may not look at something tells nothing about it. */
async function attempt(name: string, byHand: string, work: () => Promise<Finding>): Promise<Finding> {
  try {
    return await work();
  } catch (error) {
    const status = statusOf(error);
    if (status === null || status >= 500) throw error;
    return {
      name,
      state: 'unknown',
      said: `This token may not see or change it (HTTP ${status}). ${byHand}`,
    };
  }
}

async function lookAtData(root: string, demonstration: boolean): Promise<Finding> {
  const card = await readDatasetCard(root);
  const name = 'data';
  if (card === null)
    return { name, state: 'missing', said: 'There is no data set: npx showrunner import PATH.' };
  if (card.kind !== 'simulated' || demonstration) return { name, state: 'good', said: '' };
  return {
    name,
    state: 'missing',
    said:
      'The data are the invented audience of the template, and are not published as they are. Bring your own with ' +
      '`npx showrunner import PATH`, or set the repository variable DEMONSTRATION to true.',
  };
}
