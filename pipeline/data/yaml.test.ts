import fc from 'fast-check';
import { describe, expect, expectTypeOf, it } from 'vitest';
import {
  asIs,
  boolean,
  checked,
  choice,
  fields,
  integer,
  listOf,
  located,
  mapOf,
  nullable,
  number,
  optional,
  type Reader,
  readYaml,
  text,
} from './yaml.ts';

const rule = fields({
  severity: choice(['critical', 'scheduled']),
  change: number({ above: 0, max: 1 }),
  window_days: integer({ min: 1 }),
  note: optional(nullable(text()), null),
});
const policy = fields({
  format: choice([1]),
  rules: mapOf(located(rule)),
  floors: optional(listOf(number()), []),
});

const GOOD = `# the policy
format: 1
rules:
  ctr_drop:
    severity: critical   # soon
    change: 0.2
    window_days: 7
  stale: { severity: scheduled, change: 1, window_days: 30, note: ~ }
`;

describe('readYaml', () => {
  it('gives typed values with their places', () => {
    const value = readYaml(GOOD, 'thresholds.yaml', policy);
    expectTypeOf(value.format).toEqualTypeOf<1>();
    expectTypeOf(value.rules.get('stale')!.value.severity).toEqualTypeOf<'critical' | 'scheduled'>();
    expectTypeOf(value.rules.get('stale')!.value.note).toEqualTypeOf<string | null>();
    const drop = { severity: 'critical', change: 0.2, window_days: 7, note: null };
    expect([...value.rules]).toEqual([
      ['ctr_drop', { value: drop, line: 4, column: 3 }],
      [
        'stale',
        { value: { severity: 'scheduled', change: 1, window_days: 30, note: null }, line: 8, column: 3 },
      ],
    ]);
    expect(value.floors).toEqual([]);
  });

  it('reads JSON with the same readers and places', () => {
    const json = JSON.stringify({ format: 1, rules: {}, floors: [1, 'x'] }, null, 2);
    expect(() => readYaml(json, 'x.json', policy)).toThrow(
      'x.json, line 6, column 5: "x" is not legal. Legal: a number.',
    );
  });

  it('lets a second reader depend on what the first found', () => {
    const parameters: Record<string, Reader<unknown>> = {
      ials: fields({ k: integer() }),
      popularity: fields({}),
    };
    const head: Reader<unknown> = (node) => {
      const outer = fields({ algorithm: choice(['ials', 'popularity']), parameters: asIs() })(node);
      return parameters[outer.algorithm](outer.parameters);
    };
    expect(readYaml('{ algorithm: ials, parameters: { k: 64 } }', 'r.yaml', head)).toEqual({ k: 64 });
    expect(() => readYaml('algorithm: popularity\nparameters:\n  k: 64', 'r.yaml', head)).toThrow(
      'r.yaml, line 3, column 3: unknown key "k".',
    );
  });

  it('gives back any plain value that JSON can hold', () => {
    const anything: Reader<unknown> = (node) => {
      if (node.keys !== null) return [...node.keys].map(([key, { value }]) => [key, anything(value)]);
      return node.entries === null ? node.value : node.entries.map(anything);
    };
    const flat = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(flat)
        : typeof value === 'object' && value !== null
          ? Object.entries(value).map(([key, inner]) => [key, flat(inner)])
          : value;
    fc.assert(
      fc.property(fc.json({ noUnicodeString: false }), fc.constantFrom(0, 2), (json, indent) => {
        const value: unknown = JSON.parse(json);
        expect(readYaml(JSON.stringify(value, null, indent), 'x.json', anything)).toEqual(flat(value));
      }),
      { numRuns: 50 },
    );
  });
});

describe('readYaml refuses', () => {
  const cases: [string, string, string][] = [
    [
      'an unknown key, naming the nearest',
      GOOD.replace('change:', 'chnage:'),
      'p.yaml, line 6, column 5: unknown key "chnage". Did you mean "change"? Legal: severity, change, window_days, note.',
    ],
    [
      'a missing key',
      GOOD.replace('    change: 0.2\n', ''),
      'p.yaml, line 4, column 3: the key "change" is missing.',
    ],
    [
      'a number out of range',
      GOOD.replace('0.2', '1.5'),
      'line 6, column 13: 1.5 is not legal. Legal: a number above 0 and up to 1.',
    ],
    ['a limit that is excluded', GOOD.replace('0.2', '0'), 'line 6, column 13: 0 is not legal.'],
    ['a number as text', GOOD.replace('0.2', '"0.2"'), 'line 6, column 13: "0.2" is not legal.'],
    ['NaN', GOOD.replace('0.2', '.nan'), 'NaN is not legal. Legal: a number'],
    ['Infinity', GOOD.replace('0.2', '.inf'), 'Infinity is not legal.'],
    ['a number too large to be one', GOOD.replace('0.2', '1e999'), 'Infinity is not legal.'],
    [
      'a fraction for a whole number',
      GOOD.replace(': 7', ': 7.5'),
      'line 7, column 18: 7.5 is not legal. Legal: a whole number from 1.',
    ],
    [
      'a whole number that cannot be held',
      GOOD.replace(': 7', ': 9007199254740993'),
      'Legal: a whole number from 1.',
    ],
    [
      'an unknown choice',
      GOOD.replace('critical', 'critcal'),
      'line 5, column 15: "critcal" is not legal. Did you mean "critical"? Legal: critical, scheduled.',
    ],
    ['an empty value', GOOD.replace(' 0.2', ''), 'line 6, column 12: nothing is not legal. Legal: a number'],
    [
      'a key that stands twice',
      `${GOOD}format: 1\n`,
      'p.yaml, line 9, column 1: this key stands twice in its map.',
    ],
    [
      'a merge key',
      'a: &x {b: 1}\nc:\n  <<: *x\n',
      'p.yaml, line 1, column 7: anchors (&name) and aliases (*name) are not allowed.',
    ],
    ['a tag', 'format: !!js/function 1', 'tags (!name) are not allowed'],
    [
      'a list where keys belong',
      '- 1\n',
      'p.yaml, line 1, column 1: a list is no map. Legal: keys with values.',
    ],
    ['a number as a key', '1: 2\n', 'p.yaml, line 1, column 1: 1 is no key. Legal: text.'],
    ['a list as a key', '[a]: 2\n', 'a list is no key'],
    ['an empty file', '', 'p.yaml, line 1, column 1: nothing is no map.'],
    ['text after the end', 'format: 1\n---\nformat: 1\n', 'p.yaml, line 2'],
    ['a broken line', 'format: [1\nrules: 2\n', 'p.yaml, line'],
  ];
  it.each(cases)('%s', (_, source, message) => {
    expect(() => readYaml(source, 'p.yaml', policy)).toThrow(message);
  });

  it('a bomb of aliases, at once', () => {
    const levels = Array.from(
      { length: 30 },
      (_, i) => `a${i + 1}: &a${i + 1} [${Array(9).fill(`*a${i}`).join(', ')}]`,
    );
    const bomb = `a0: &a0 [lol]\n${levels.join('\n')}\n`;
    expect(() => readYaml(bomb, 'p.yaml', asIs())).toThrow('p.yaml, line 1, column 9: anchors (&name)');
  });

  it('brackets nested without end, and a text without end', () => {
    expect(() => readYaml('['.repeat(20_000), 'p.yaml', asIs())).toThrow('p.yaml: is nested too deeply.');
    expect(() => readYaml('#'.repeat(2_000_000), 'p.yaml', asIs())).toThrow('is 2000000 characters long');
  });

  it('what a check of your own refuses', () => {
    const even = checked(integer(), (value) =>
      value % 2 === 0 ? null : { problem: `${value} is odd.`, legal: 'Legal: even.' },
    );
    expect(readYaml('a: 2', 'p.yaml', fields({ a: even }))).toEqual({ a: 2 });
    expect(() => readYaml('a: 3', 'p.yaml', fields({ a: even }))).toThrow(
      'p.yaml, line 1, column 4: 3 is odd. Legal: even.',
    );
  });

  it('text where true or false belongs, and the other way round', () => {
    expect(readYaml('true', 'p.yaml', boolean())).toBe(true);
    expect(() => readYaml('yes', 'p.yaml', boolean())).toThrow('"yes" is not legal. Legal: true or false.');
    expect(() => readYaml('true', 'p.yaml', text())).toThrow('true is no text. Legal: some text, in quotes');
    expect(() => readYaml('" "', 'p.yaml', text())).toThrow('is no text');
    expect(() => readYaml('1', 'p.yaml', listOf(text()))).toThrow('1 is no list. Legal: a list.');
  });
});
