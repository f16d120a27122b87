// A training and lists as a program of their own, for a test that forbids it to start threads: prints a hash of the
// bytes. Imported by nothing.

import { sha256 } from '../../data/files.ts';
import { silent } from '../../reporter.ts';
import { csrByUser } from '../csr.ts';
import { ease } from '../ease.ts';
import { ials } from '../ials.ts';
import { twoTastes } from '../interactions.fixture.ts';
import { rankPeople } from '../rank-people.ts';

const context = { threads: 3, seed: 1, reporter: silent };
const data = twoTastes({ users: 300, items: 120, seed: 1 });
const { model } = await ials.train(data, { k: 64, sweeps: 2 }, context);
const { model: neighbours } = await ease.train(data, {}, context);
const { pointers, indices: items, values: weights } = csrByUser(data, () => 1);
const rules = { rowOf: Int32Array.from(data.itemIds.keys()), length: 100, leftOut: () => [] };
const lists = await rankPeople(model, { pointers, items, weights }, rules, context);
const parts = [model.factors, neighbours.weights, lists.scores].map((part) =>
  sha256(new Uint8Array(part.buffer)),
);
console.log(parts.join(' '));
