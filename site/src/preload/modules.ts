// Which modules a page needs before its own may run.

/** What a module imports when it starts: "import './x.js'" and "import { y } from './x.js'", minified or not. */
const IMPORT = /(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g;
const SCRIPT = /<script type="module" src="([^"]*\/_astro\/)([\w.-]+\.js)"/g;

const imported = new Map<string, string[]>();

/** The page with a link in its head to each module that its own import, whatever the depth; the page itself where there is none. */
export function withPreloads(html: string, read: (file: string) => string): string {
  const scripts = [...html.matchAll(SCRIPT)];
  const own = new Set(scripts.map(([, , file]) => file));
  const needed = new Set<string>();
  const visit = (file: string): void => {
    for (const next of importsOf(file, read)) {
      if (needed.has(next)) continue;
      needed.add(next);
      visit(next);
    }
  };
  for (const file of own) visit(file);
  const folder = scripts[0]?.[1];
  const links = [...needed]
    .filter((file) => !own.has(file))
    .map((file) => `<link rel="modulepreload" href="${folder}${file}">`);
  return links.length === 0 ? html : html.replace('</head>', () => `${links.join('')}</head>`);
}

function importsOf(file: string, read: (file: string) => string): string[] {
  let found = imported.get(file);
  if (found === undefined) {
    found = [...read(file).matchAll(IMPORT)].map(([, name]) => name);
    imported.set(file, found);
  }
  return found;
}
