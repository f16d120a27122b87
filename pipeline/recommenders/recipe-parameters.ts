// What stands under a candidate's `parameters`: for each a value, or where to look for one. A parameter is written in
// one place and one way, so a value and a search of the same parameter cannot both be there.

import { choice, fields, number, optional, type YamlNode } from '../data/yaml.ts';
import { suggestion } from '../errors.ts';
import {
  type Algorithm,
  describeLegal,
  type ParameterSpec,
  type Parameters,
  type ParameterValue,
  parameterProblem,
  type SearchSpace,
} from './algorithm.ts';

/** Spaces by parameter. */
export type OpenParameters = Readonly<Record<string, SearchSpace>>;

/** The word that leaves a parameter to its algorithm's own space. */
export const SEARCH = 'search';

/** @param node null, or `parameters:` with nothing under it, is none. */
export function readParameters(
  algorithm: Pick<Algorithm, 'name' | 'parameters'>,
  node: YamlNode | null,
): { fixed: Parameters; open: OpenParameters } {
  const fixed: Record<string, ParameterValue> = {};
  const open: Record<string, SearchSpace> = {};
  if (node === null || node.value === null) return { fixed, open };
  if (node.keys === null) throw node.refuse(`${node.shown} is no map.`, 'Legal: parameters with values.');
  const specs = algorithm.parameters;
  for (const [name, { place, value }] of node.keys) {
    if (!Object.hasOwn(specs, name)) {
      throw place.refuse(`unknown parameter ${JSON.stringify(name)}.`, suggestion(name, Object.keys(specs)));
    }
    if (isSpace(value, specs[name])) open[name] = readSpace(name, specs[name], value);
    else fixed[name] = legalValue(name, specs[name], value);
  }
  return { fixed, open };
}

function isSpace({ value, entries, keys }: YamlNode, spec: ParameterSpec): boolean {
  return entries !== null || keys !== null || (value === SEARCH && parameterProblem(spec, value) !== null);
}

function legalValue(name: string, spec: ParameterSpec, node: YamlNode): ParameterValue {
  if (parameterProblem(spec, node.value) === null) return node.value as ParameterValue;
  throw node.refuse(`${node.shown} is not legal for ${name}.`, describeLegal(spec));
}

/** A list, a range, or the word "search". */
function readSpace(name: string, spec: ParameterSpec, node: YamlNode): SearchSpace {
  if (node.entries !== null) return readList(name, spec, node, node.entries);
  if (node.keys !== null) return readRange(name, spec, node);
  if (spec.search !== undefined) return spec.search;
  const problem = `${name} has no search space of its own.`;
  throw node.refuse(
    problem,
    'Legal: a value, a list of values, or { min: …, max: …, scale: linear or log }.',
  );
}

function readList(
  name: string,
  spec: ParameterSpec,
  node: YamlNode,
  entries: readonly YamlNode[],
): SearchSpace {
  if (entries.length === 0) throw node.refuse(`the list of ${name} is empty.`, 'Legal: at least one value.');
  const values: ParameterValue[] = [];
  for (const entry of entries) {
    const value = legalValue(name, spec, entry);
    if (values.includes(value)) throw entry.refuse(`${entry.shown} stands twice in the list of ${name}.`);
    values.push(value);
  }
  return { values };
}

function readRange(name: string, spec: ParameterSpec, node: YamlNode): SearchSpace {
  if (spec.type === 'choice' || spec.type === 'boolean') {
    throw node.refuse(`${name} is no number, so it has no range.`, 'Legal: a value, or a list of values.');
  }
  const scales = choice(['linear', 'log']);
  const range = fields({ min: number(), max: number(), scale: optional(scales, 'linear') })(node);
  for (const end of ['min', 'max']) {
    const at = node.keys?.get(end)?.value ?? node;
    legalValue(name, spec, at);
  }
  const minimum = node.keys?.get('min')?.value ?? node;
  if (range.min >= range.max) {
    throw minimum.refuse(`min ${range.min} is not below max ${range.max}.`, 'Legal: min < max.');
  }
  if (range.scale === 'log' && range.min <= 0) {
    throw minimum.refuse(`a log scale cannot begin at ${range.min}.`, 'Legal: above 0, or scale: linear.');
  }
  return range;
}
