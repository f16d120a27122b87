// Putting values into models/recipe.yaml as a person would: in their places, with every comment and blank line left as
// it was. Not a reader; what comes out is read again by recipe.ts before anybody relies on it.

import { YAML } from 'zx';
import type { Head, Parameters, ParameterValue } from './algorithm.ts';
import { SEARCH } from './recipe-parameters.ts';

/** Values for one candidate. */
export interface RecipeEdit {
  readonly head: Head;
  readonly candidate: string;
  readonly values: Parameters;
}

/** The part of the parser's tree that is looked at. Ranges are offsets: start, end, end with what follows. */
interface Node {
  range: [number, number, number];
  flow?: boolean;
  value?: unknown;
  items?: { key: Node; value: Node | null }[];
}

interface Splice {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/**
 * The text with the values of one candidate's parameters. A parameter that is there gets the value in its place, and
 * where it was searched, a comment that says in what; one that is not there is added before the others.
 */
export function editRecipe(text: string, { head, candidate, values }: RecipeEdit): string {
  const root: Node = YAML.parseDocument(text, { schema: 'core', version: '1.2' }).contents as Node;
  const place = pairOf(pairOf(root, head)?.value ?? null, candidate)?.value ?? null;
  if (place === null) throw new Error(`the recipe has no ${head} candidate ${candidate}`);
  const parameters = pairOf(place, 'parameters');
  const entries = Object.entries(values);
  const known = entries.filter(([name]) => pairOf(parameters?.value ?? null, name) !== undefined);
  const added = entries.filter((entry) => !known.includes(entry));
  const splices = known.map(([name, value]) => replaced(text, parameters?.value ?? null, name, value));
  if (added.length > 0) splices.push(inserted(text, place, parameters, added));
  return splices
    .toSorted((a, b) => b.from - a.from)
    .reduce((edited, { from, to, text: put }) => edited.slice(0, from) + put + edited.slice(to), text);
}

function pairOf(map: Node | null, name: string) {
  return map?.items?.find(({ key }) => key.value === name);
}

function replaced(text: string, map: Node | null, name: string, value: ParameterValue): Splice {
  const pair = pairOf(map, name);
  if (pair === undefined) throw new Error(`the recipe has no parameter ${name}`);
  const from = pair.key.range[1];
  const to = from + text.slice(from, pair.value?.range[1] ?? from + 1).trimEnd().length;
  const old = text.slice(from, to).replace(/^\s*:\s*/, '');
  const wasSearched = pair.value?.items !== undefined || pair.value?.value === SEARCH;
  const restOfLine = /^[^\n]*/.exec(text.slice(to))?.[0] ?? '';
  const isSingle = !old.includes('\n') && restOfLine.trim() === '';
  return { from, to, text: `: ${value}${wasSearched && isSingle ? ` # found in ${old}` : ''}` };
}

type Added = readonly [string, ParameterValue][];

/** Where parameters that are not there yet go: before the first that is, or into a new `parameters`. */
function inserted(text: string, place: Node, parameters: ReturnType<typeof pairOf>, added: Added): Splice {
  const lines = added.map(([name, value]) => `${name}: ${value}`);
  const first = parameters?.value?.items?.[0]?.key.range[0];
  if (first !== undefined) {
    const between = parameters?.value?.flow ? ', ' : `\n${' '.repeat(columnOf(text, first))}`;
    return at(first, lines.map((line) => line + between).join(''));
  }
  if (parameters?.value?.items) return at(parameters.value.range[0] + 1, ` ${lines.join(', ')} `);
  if (parameters !== undefined) {
    return at(parameters.key.range[1] + 1, block(columnOf(text, parameters.key.range[0]) + 2, lines));
  }
  const last = place.items?.at(-1);
  const end = last?.value?.range[1] ?? place.range[1];
  if (place.flow) return at(end, `, parameters: { ${lines.join(', ')} }`);
  const column = columnOf(text, last?.key.range[0] ?? place.range[0]);
  return at(end, `\n${' '.repeat(column)}parameters:${block(column + 2, lines)}`);
}

function at(place: number, text: string): Splice {
  return { from: place, to: place, text };
}

function block(column: number, lines: readonly string[]): string {
  return lines.map((line) => `\n${' '.repeat(column)}${line}`).join('');
}

function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}
