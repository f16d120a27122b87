// Finds strings for people that stand outside the table: in an Astro file or a TypeScript one, read by Astro's own parser.
// It knows syntax, not meaning: one word in small letters that goes through a constant or a function is not seen, nor is what
// is thrown.

import { parse } from '@astrojs/compiler-rs';

export interface Loose {
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

/** A node of the syntax tree (ESTree with JSX). */
interface Node {
  readonly type: string;
  readonly start: number;
  readonly [key: string]: unknown;
}

/**
 * What becomes of a string: people read it; nobody does; or one cannot say, and then a phrase is taken for theirs, and one
 * word with a capital.
 */
type Fate = 'read' | 'unread' | 'open';

/** Attributes, props and properties that are shown or announced, so that one word is enough. */
const READ = new Set(
  [
    'alt aria-description aria-label aria-roledescription ariaLabel caption content description innerText label lead',
    'note placeholder reason sentence summary textContent title what',
  ].flatMap((names) => names.split(' ')),
);
/** Properties of objects that are. */
const READ_IN_OBJECTS = /^(button|heading|more|name|text|word)$/;
/** Those that hold names for the machine. */
const UNREAD =
  /^(@type|class|class:list|className|rel|style|transform|viewBox|aria-(labelledby|describedby|controls)|data-.*)$/;
/** `<meta>` for the browser. */
const SETTINGS = /^(viewport|color-scheme|twitter:card|og:type|og:image:(width|height))$/;
/** Elements that hold names of files, commands, styles. */
const CODE = new Set(['code', 'style']);
const COMPARE = /^[!=]==?$/;
/** Functions that take selectors. */
const SELECTING = /^(querySelector(All)?|closest|matches)$/;
/** Types, and what is thrown: a mistake of the code or of the data, for whoever builds. */
const OUTSIDE = /^(TS(LiteralType|TypeAliasDeclaration|InterfaceDeclaration|TypeAnnotation)|ThrowStatement)$/;

const LETTER = /\p{L}/u;
/** "runs.json", in whatever language. */
const FILE_NAME = /^[\w\0-]+\.[a-z]+$/;
const MARKUP = /<\/?[a-z][^>]*>/gi;
/** Stands for a value within a template. */
const VALUE = '\u0000';
const LOWER = /^\p{Ll}[\p{Ll}’-]*$/u;
const WORD = /^(\p{L}[\p{L}’-]*|\0)$/u;

/** As a button has it; and not as a keyboard has. */
const CAPITAL = /^(?!(Backspace|Delete|End|Enter|Escape|Home|Tab)$)\p{Lu}\p{Ll}+[.!?…]?$/u;

/** Whether a word in small letters stands beside another, or beside a value. */
function isPhrase(text: string): boolean {
  const words = text.split(/\s+/).map((word) => word.replace(/^[“(]+|[.,;:!?)”…]+$/gu, ''));
  return words.some(
    (word, n) => LOWER.test(word) && (WORD.test(words[n - 1] ?? '') || WORD.test(words[n + 1] ?? '')),
  );
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Partial<Node>).type === 'string';
const nameOf = (value: unknown): string => {
  const { type, name, value: text } = (value ?? {}) as Record<string, unknown>;
  if (type === 'JSXNamespacedName') {
    const { namespace, name: local } = value as { namespace: { name: string }; name: { name: string } };
    return `${namespace.name}:${local.name}`;
  }
  return String(name ?? text ?? '');
};

/** @param file its name: a TypeScript file is read as what stands above a page */
export function looseStrings(source: string, file: string): Loose[] {
  const page = file.endsWith('.astro');
  const text = page ? source : `---\n${source}\n---\n`;
  const { ast, diagnostics } = parse(text);
  if (diagnostics.length > 0) throw new Error(`${file}: ${diagnostics[0].text}`);
  const found: Loose[] = [];
  visit(ast as unknown as Node, 'open');
  return found;

  function visit(node: Node, fate: Fate): void {
    if (OUTSIDE.test(node.type)) return;
    if (node.type === 'JSXText') judge(node, String(node.value), fate === 'unread' ? fate : 'read');
    if (node.type === 'Literal' && typeof node.value === 'string') judge(node, node.value, fate);
    if (node.type === 'TemplateLiteral') judge(node, templateText(node), fate);
    for (const [key, value] of Object.entries(node))
      for (const child of [value].flat().filter(isNode)) visit(child, fateOf(node, key, child, fate));
  }

  function judge({ start }: Node, words: string, fate: Fate): void {
    if (fate === 'unread' || FILE_NAME.test(words)) return;
    for (const piece of piecesOf(words, fate))
      found.push({
        line: text.slice(0, start).split('\n').length + leadingLines(words) - (page ? 0 : 1),
        text: piece.replaceAll(VALUE, '…').replace(/\s+/g, ' ').trim(),
      });
  }
}

const leadingLines = (words: string): number => (/^\s*/.exec(words)?.[0].split('\n').length ?? 1) - 1;

const templateText = ({ quasis }: Node): string =>
  (quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked).join(VALUE);

/** What is for people in a string that may be markup. */
function piecesOf(words: string, fate: Fate): string[] {
  const plain = words.replace(/&#?\w+;/g, ' ');
  const tags = plain.match(MARKUP);
  if (tags === null)
    return (fate === 'read' ? LETTER.test(plain) : isPhrase(plain) || CAPITAL.test(plain)) ? [plain] : [];
  const inTags = tags.flatMap((tag) =>
    [...tag.matchAll(/([\w-]+)="([^"]*)"/g)].flatMap(([, name, value]) => (READ.has(name) ? [value] : [])),
  );
  const between = plain.replace(/<code>.*?<\/code>/gs, VALUE).split(MARKUP);
  return [...inTags, ...between].filter((piece) => LETTER.test(piece));
}

/** What becomes of the strings in a part of a node. */
function fateOf(node: Node, key: string, child: Node, fate: Fate): Fate {
  switch (node.type) {
    case 'JSXElement':
    case 'JSXFragment':
      if (fate === 'unread' || (key === 'children' && isCode(node))) return 'unread';
      return child.type === 'JSXExpressionContainer' ? 'read' : 'open';
    case 'JSXOpeningElement':
      return isSettings(node) ? 'unread' : 'open';
    case 'JSXAttribute':
      return fate === 'unread' ? fate : fateByName(nameOf(node.name));
    case 'JSXExpressionContainer':
      return fate;
    case 'ConditionalExpression':
      return key === 'test' ? 'open' : fate;
    case 'LogicalExpression':
      return key === 'left' && node.operator === '&&' ? 'open' : fate;
    case 'BinaryExpression':
      return COMPARE.test(String(node.operator)) && child.type === 'Literal' ? 'unread' : fate;
    case 'SwitchCase':
      return key === 'test' ? 'unread' : 'open';
    case 'Property':
      if (key === 'key') return node.computed ? 'open' : 'unread';
      return READ_IN_OBJECTS.test(nameOf(node.key)) ? 'read' : fateByName(nameOf(node.key));
    case 'AssignmentExpression': {
      const { left } = node as unknown as { left: Node };
      return key === 'right' && left.type === 'MemberExpression' ? fateByName(nameOf(left.property)) : 'open';
    }
    case 'CallExpression':
      return key === 'arguments' && SELECTING.test(nameOf((node.callee as Node).property))
        ? 'unread'
        : 'open';
    case 'TemplateLiteral':
    case 'TSAsExpression':
    case 'ParenthesizedExpression':
      return fate;
    default:
      return 'open';
  }
}

const fateByName = (name: string): Fate => (READ.has(name) ? 'read' : UNREAD.test(name) ? 'unread' : 'open');

const isCode = ({ openingElement }: Node): boolean =>
  isNode(openingElement) && CODE.has(nameOf(openingElement.name));

function isSettings({ name, attributes }: Node): boolean {
  if (nameOf(name) !== 'meta') return false;
  return (attributes as Node[]).some(
    ({ name: attribute, value }) =>
      isNode(attribute) && /^(name|property)$/.test(nameOf(attribute)) && SETTINGS.test(nameOf(value)),
  );
}
