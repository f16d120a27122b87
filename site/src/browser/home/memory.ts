// What this browser remembers of a visitor between visits, where it is allowed to: the fragment of their last address.
// Nothing of it is ever sent.

const KEY = 'showrunner-told';

/** What was told before; nothing where the browser keeps nothing. */
export function toldBefore(): string {
  try {
    return localStorage.getItem(KEY) ?? '';
  } catch {
    // Storage is refused: the address still holds it.
    return '';
  }
}

/** Returns whether it will be there the next time. */
export function remember(fragment: string): boolean {
  try {
    if (fragment === '') localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, fragment);
    return true;
  } catch {
    return false;
  }
}
