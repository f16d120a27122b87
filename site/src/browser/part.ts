// A part of a page's block, by its selector: the markup promises that it is there.

/** @throws Error that names the selector of what is missing. */
export function partOf<T extends HTMLElement>(block: HTMLElement, selector: string): T {
  const found = block.querySelector<T>(selector);
  if (found === null) throw new Error(`The page has no ${selector}.`);
  return found;
}
