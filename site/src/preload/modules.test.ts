// The modules of a page in its head, from what scripts import.

import { expect, it } from 'vitest';
import { withPreloads } from './modules.ts';

const FILES: Record<string, string> = {
  'a.js': `import{x}from"./b.js";import"./c.js";x()`,
  'b.js': `import { y } from './c.js'; export { z } from "./d.js";`,
  'c.js': `const later=()=>import("./e.js")`,
  'd.js': `import"./b.js"`,
  'alone.js': '',
};
const read = (file: string) => FILES[file];
const page = (...scripts: string[]) =>
  `<html><head><title>t</title></head><body>${scripts.map((file) => `<script type="module" src="/repo/_astro/${file}"></script>`).join('')}</body></html>`;
const preloaded = (html: string) =>
  [...html.matchAll(/<link rel="modulepreload" href="([^"]+)">/g)].map(([, href]) => href);

it('names what a script imports at any depth, once, and neither the script itself nor what it may load later', () => {
  expect(preloaded(withPreloads(page('a.js'), read))).toEqual([
    '/repo/_astro/b.js',
    '/repo/_astro/c.js',
    '/repo/_astro/d.js',
  ]);
  expect(preloaded(withPreloads(page('a.js', 'b.js'), read))).toEqual([
    '/repo/_astro/c.js',
    '/repo/_astro/d.js',
  ]);
});

it('leaves a page alone whose scripts import nothing', () => {
  expect(withPreloads(page('alone.js'), read)).toBe(page('alone.js'));
  expect(withPreloads(page(), read)).toBe(page());
});
