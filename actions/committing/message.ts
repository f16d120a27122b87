// A commit's message: a line for the diary, why, and trailers that a program can read back. Text from outside stays on
// its line and cannot pass for a trailer.

/** Trailers, by their key; what is null or empty is left out. */
export interface Trailers {
  Run?: string | null;
  Verdict?: string | null;
  Decision?: string | null;
  /** sha256 of a batch, 64 hex digits; several are several lines. */
  'Batch-SHA256'?: readonly string[];
  /** Who asked, so that the same request twice is one commit: a workflow run's number and what it was to do. */
  Request?: string | null;
}

export interface Message {
  /** One line, in the imperative. */
  subject: string;
  /** Sentences, a paragraph each. */
  body: readonly string[];
  trailers: Trailers;
}

const LONGEST_SUBJECT = 100;

/** The message as Git takes it. */
export function formatMessage({ subject, body, trailers }: Message): string {
  const lines = Object.entries(trailers).flatMap(([key, value]) =>
    [value ?? []].flat().map((one: string) => `${key}: ${oneLine(one)}`),
  );
  const paragraphs = [shortened(oneLine(subject)), ...body.map(plainParagraph), lines.join('\n')];
  return `${paragraphs.filter(Boolean).join('\n\n')}\n`;
}

/** One line: control characters, line ends of every kind and marks that turn the direction of text are gone. */
export function oneLine(text: string): string {
  const marks = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;
  return text.replaceAll(marks, ' ').replaceAll(/ {2,}/g, ' ').trim();
}

function shortened(text: string): string {
  const characters = [...text];
  if (characters.length <= LONGEST_SUBJECT) return text;
  return `${characters.slice(0, LONGEST_SUBJECT - 1).join('')}…`;
}

// A message of one paragraph of "Key: value" would be all trailers to Git; a quotation mark in front makes it prose.
function plainParagraph(text: string): string {
  const line = oneLine(text);
  return /^[A-Za-z0-9-]+\s*:/.test(line) ? `> ${line}` : line;
}
