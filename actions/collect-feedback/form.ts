// The body of a feedback issue, as GitHub renders the form of .github/ISSUE_TEMPLATE/feedback.yml: a heading a field,
// each once, in this order, and nothing else. Pure. Whoever writes anything else gets told what was expected.

/** What a person said of a film. */
export interface Reaction {
  film: string;
  signal: string;
}

/** Headings of the form's fields. A test compares them with the form. */
export const FIELDS = ['Film', 'Reaction'] as const;
const LONGEST_BODY = 2_000;
const LONGEST_VALUE = 200;

/** The reaction, or a sentence about what is wrong with the form. */
export function parseForm(body: string | null): Reaction | string {
  const text = (body ?? '').replaceAll('\r\n', '\n');
  if (text.length > LONGEST_BODY)
    return `The form is ${text.length} characters long; legal are ${LONGEST_BODY}.`;
  const parts = text.split(/^### /m);
  const before = parts.shift() ?? '';
  const names = parts.map((part) => part.split('\n', 1)[0].trim());
  const isTheForm =
    before.trim() === '' && names.length === FIELDS.length && FIELDS.every((name, i) => names[i] === name);
  if (!isTheForm)
    return `The form must have the headings ${FIELDS.join(' and ')}, each once, and nothing else.`;
  const [film, signal] = parts.map((part) => part.slice(part.indexOf('\n') + 1).trim());
  for (const value of [film, signal]) {
    if (value === '' || value.length > LONGEST_VALUE || /[\p{Cc}\p{Zl}\p{Zp}]/u.test(value)) {
      return `Each field must hold one line of 1 to ${LONGEST_VALUE} characters.`;
    }
  }
  return { film, signal };
}
