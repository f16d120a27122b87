// Text into HTML, for the few places that build markup as a string: because it is built a hundred thousand times, or
// because a link stands within a sentence.

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text made safe for an element's content and for a quoted attribute. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ESCAPES[character]);

/** Markup that goes into other markup as it is. */
export interface Markup {
  readonly html: string;
}

/** Markup as it is written, with every text in it made safe: html`Or read <a href="${address}">${title}</a>.` */
export const html = (
  markup: TemplateStringsArray,
  ...values: readonly (string | number | Markup)[]
): string =>
  String.raw(
    { raw: markup },
    ...values.map((value) => (typeof value === 'object' ? value.html : escapeHtml(String(value)))),
  );
