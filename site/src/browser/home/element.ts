// Elements as the page's code makes them. Nothing of films.

/** An element with what is in it: text is text, never markup. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  properties: Partial<HTMLElementTagNameMap[K]> = {},
  ...content: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...content);
  return made;
}

/** A button that says what to do with which film; page.ts listens on the whole block. */
export function tellButton(as: string, id: string, text: string, name: string): HTMLButtonElement {
  const button = element('button', { type: 'button', className: 'tell' }, text);
  button.dataset.tell = as;
  button.dataset.id = id;
  button.setAttribute('aria-label', `${text}: ${name}`);
  return button;
}
