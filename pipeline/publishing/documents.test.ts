import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ApiIndex } from './contract.ts';
import { DOCUMENTS, kindOf } from './documents.ts';
import { withIndex } from './index-file.ts';
import { makeSchemas } from './make-schemas.ts';
import { publication } from './publication.ts';
import { sourceOf } from './publishing.fixture.ts';

describe('the schemas', () => {
  it('are what `npm run schemas` makes of the contract, to the byte, and no more', () => {
    const made = makeSchemas();
    const names = readdirSync(new URL('schemas', import.meta.url)).map((name) => `schemas/${name}`);
    expect(names.sort()).toEqual([...made.keys()].sort());
    for (const [path, text] of made) {
      expect(readFileSync(new URL(path, import.meta.url), 'utf8') === text, `npm run schemas: ${path}`).toBe(
        true,
      );
    }
  });

  it('have an id of their own each', () => {
    const ids = [...makeSchemas().values()].map((text) => JSON.parse(text).$id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain('urn:showrunner:api:v1:schemas/people-shard.json');
  });
});

describe('the index', () => {
  const files = [...publication(sourceOf())];
  const index = files.at(-1)?.document as ApiIndex;

  it('lists every file of a publication under its kind, and itself', () => {
    const listed = index.files.reduce((sum, { count }) => sum + count, 0);
    expect(listed).toBe(files.length);
    expect(index.files.find(({ pattern }) => pattern === 'index.json')?.count).toBe(1);
  });

  it('names for each kind a file that is there, and a schema that is there', () => {
    const paths = files.map(({ path }) => path);
    for (const { example, schema, count } of index.files) {
      if (count > 0) expect(paths).toContain(example);
      if (schema !== null) expect(paths).toContain(schema);
    }
  });

  it('refuses a file of no kind, and knows what is hidden in a name', () => {
    const stray = [{ path: 'surprise.json', document: {} }];
    expect(() => [...withIndex(stray)]).toThrow('surprise.json is of no kind');
    expect(() => kindOf('people/0000xjson')).toThrow('no kind');
    expect(() => kindOf('people/../people.json')).toThrow('no kind');
    expect(kindOf('runs/run_20260501_100000.json').type).toBe('RunReport');
  });

  it('has each address once', () => {
    expect(new Set(DOCUMENTS.map(({ pattern }) => pattern)).size).toBe(DOCUMENTS.length);
  });
});
