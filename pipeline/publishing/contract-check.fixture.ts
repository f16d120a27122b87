// Holds documents against contract.ts itself: the TypeScript compiler is asked whether each is a literal of its type, so
// there is no second list of the fields. Unknown fields are problems, too.

import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const FOLDER = dirname(fileURLToPath(import.meta.url));
const CHECKED = join(FOLDER, 'checked-documents.ts');

/** The type of the document at an address below /api/v1/. */
const TYPES: readonly (readonly [address: RegExp, type: string])[] = [
  [/^health\.json$/, 'Health'],
  [/^dataset\.json$/, 'Dataset'],
  [/^catalogue\.json$/, 'CatalogueFile'],
  [/^popular\.json$/, 'Popular'],
  [/^segments\.json$/, 'Segments'],
  [/^questions\.json$/, 'Questions'],
  [/^model\.json$/, 'ModelFile'],
  [/^model-films\.json$/, 'ModelFilms'],
  [/^people\.json$/, 'PeopleIndex'],
  [/^people\/\d{4}\.json$/, 'PeopleShard'],
  [/^films\/\d{4}\.json$/, 'FilmShard'],
  [/^rules\.json$/, 'RulesFile'],
  [/^decisions\.json$/, 'DecisionsFile'],
  [/^runs\.json$/, 'RunsFile'],
  [/^runs\/run_\d{8}_\d{6}\.json$/, 'RunReport'],
];

/** What the compiler says against the documents; empty when each is what contract.ts promises at its address. */
export function problemsWithContract(documents: ReadonlyMap<string, unknown>): string[] {
  const lines = [...documents].map(([path, document], n) => {
    const type = TYPES.find(([address]) => address.test(path))?.[1];
    if (type === undefined) throw new Error(`contract.ts names no document at ${path}`);
    return `export const document${n}: contract.${type} = ${JSON.stringify(document)};`;
  });
  const program = programOf(["import type * as contract from './contract.ts';", ...lines].join('\n'));
  const source = program.getSourceFile(CHECKED);
  return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
    ({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '),
  );
}

/** A program of one file that is on no disk, beside the contract. */
function programOf(text: string): ts.Program {
  const options: ts.CompilerOptions = {
    noEmit: true,
    strict: true,
    allowImportingTsExtensions: true,
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ESNext,
    lib: ['lib.es5.d.ts'],
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const { fileExists, getSourceFile } = host;
  host.fileExists = (name) => name === CHECKED || fileExists(name);
  host.getSourceFile = (name, languageVersion) =>
    name === CHECKED
      ? ts.createSourceFile(name, text, languageVersion)
      : getSourceFile.call(host, name, languageVersion);
  return ts.createProgram([CHECKED], options, host);
}
