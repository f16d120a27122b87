import { expect, test } from 'vitest';
import { createFolder, type Files } from './foreign-sets.fixture.ts';
import { findLicence, licenceSection } from './licence.ts';
import { openFolder } from './source.ts';

async function licenceIn(files: Files): Promise<string | null> {
  return (await findLicence(await openFolder(await createFolder(files))))?.text ?? null;
}

test('the section of a readme goes from its heading to the next', () => {
  const readme =
    'Summary\n=======\n\nA license is below.\n\nUsage License\n=============\n\nOne.\n\nTwo.\n\nCitation\n========\nThree.\n';
  expect(licenceSection(readme)).toBe('One.\n\nTwo.');
  expect(licenceSection('SUMMARY & USAGE LICENSE\r\n=======\r\n\r\nOne.\r\n')).toBe('One.');
  expect(licenceSection('# Data\n\n## Licence\nOne.\n\n## More\nTwo.')).toBe('One.');
  expect(licenceSection('This license is nowhere a heading.\n')).toBeNull();
});

test('a licence file goes before a readme, and an empty one counts for nothing', async () => {
  const readme = '# Licence\nFrom the readme.\n';
  expect(await licenceIn({ LICENSE: 'From the file.\n', 'README.md': readme })).toBe('From the file.');
  expect(await licenceIn({ LICENSE: '\n', 'README.md': readme })).toBe('From the readme.');
  expect(await licenceIn({ 'notes.txt': 'License\n=======\nNo.' })).toBeNull();
});

test('an old readme in Latin-1 keeps its letters', async () => {
  expect(await licenceIn({ README: Buffer.from('License\n=======\nCaf\xe9\n', 'latin1') })).toBe('Café');
});
