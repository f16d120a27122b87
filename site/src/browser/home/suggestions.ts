// The films a newcomer is asked about, some at a time: those nobody has answered, and others when none was seen. They are in
// the page from the start; here it is only said which show.

const AT_ONCE = 6;

export interface Suggestions {
  /** Shows the next few that are not among the answered. */
  show(answered: ReadonlySet<string>): void;
}

/** @param known whether the published list has a film of that id. */
export function openSuggestions(block: HTMLElement, known: (id: string) => boolean): Suggestions {
  const items = [...block.querySelectorAll<HTMLLIElement>('li')];
  const others = block.querySelector<HTMLButtonElement>('[data-part=others]');
  const unseen = new Set<string>();
  let answered: ReadonlySet<string> = new Set();
  const idOf = (item: HTMLLIElement): string => item.querySelector('button')?.dataset.id ?? '';
  const show = (): void => {
    const open = items.filter((item) => known(idOf(item)) && !answered.has(idOf(item)));
    if (open.length > 0 && open.every((item) => unseen.has(idOf(item)))) unseen.clear();
    const shown = new Set(open.filter((item) => !unseen.has(idOf(item))).slice(0, AT_ONCE));
    for (const item of items) item.hidden = !shown.has(item);
    if (others) others.hidden = open.length <= AT_ONCE;
  };
  others?.addEventListener('click', () => {
    for (const item of items) if (!item.hidden) unseen.add(idOf(item));
    show();
  });
  return {
    show: (now) => {
      answered = now;
      show();
    },
  };
}
