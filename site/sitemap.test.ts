import { describe, expect, it } from 'vitest';
import { sitemapFiles } from './sitemap.ts';

const at = (path: string): string => `https://films.example/${path}`;
const locations = (xml = ''): string[] =>
  [...xml.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, address]) => address);

describe('a sitemap', () => {
  it('is one file while it may be', () => {
    const files = sitemapFiles([at('a/'), at('b/?x=1&y=2')], at, 2);
    expect([...files.keys()]).toEqual(['sitemap.xml']);
    expect(locations(files.get('sitemap.xml'))).toEqual([at('a/'), at('b/?x=1&amp;y=2')]);
  });

  it('is an index of files beyond that, with every address in one of them', () => {
    const addresses = ['a/', 'b/', 'c/', 'd/', 'e/'].map(at);
    const files = sitemapFiles(addresses, at, 2);
    const parts = ['sitemap-1.xml', 'sitemap-2.xml', 'sitemap-3.xml'];
    expect([...files.keys()]).toEqual(['sitemap.xml', ...parts]);
    expect(files.get('sitemap.xml')).toContain('<sitemapindex');
    expect(locations(files.get('sitemap.xml'))).toEqual(parts.map(at));
    expect(parts.flatMap((name) => locations(files.get(name)))).toEqual(addresses);
  });
});
