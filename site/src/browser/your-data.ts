// <your-data>: what this browser keeps of a visitor, to see, send, take along and erase.

import type { CatalogueFile } from '#pipeline/publishing/contract.ts';
import * as words from '../words/browser/your-data.ts';
import { NOT_REMEMBERED, SET_ASIDE, saidOf, UNDONE } from '../words/told.ts';
import { element, tellButton } from './home/element.ts';
import { formatMine, LONGEST_FILE, parseMine } from './mine/file.ts';
import * as kept from './mine/keep.ts';
import { markSent, merge, type Reaction, say, waiting } from './mine/record.ts';
import { feedbackLines, issueAddress, issueText, newVisitor } from './mine/send.ts';

class YourData extends HTMLElement {
  private titles: ReadonlyMap<string, string> = new Map();
  private unerase: (() => void) | null = null;
  /** Kept only once a file was made with it. */
  private visitor = newVisitor();

  connectedCallback(): void {
    this.hidden = false;
    const actions: Record<string, () => void> = {
      undo: () => this.undo(),
      download: () => this.download(),
      'issue-link': () => {
        this.piece('sent').hidden = false;
      },
      'mark-sent': () => this.markSent(),
      export: () =>
        save(
          'showrunner-my-data.json',
          formatMine(kept.readMine(), (id) => this.titleOf(id)),
        ),
      erase: () => this.ask(true),
      'erase-now': () => this.erase(),
      'erase-not': () => this.ask(false),
      'download-aside': () => save('showrunner-set-aside.txt', kept.setAside().join('\n')),
    };
    this.addEventListener('click', ({ target }) => {
      const control = target instanceof Element ? target.closest<HTMLElement>('button, a') : null;
      if (control?.dataset.tell) this.takeBack(control.dataset.id ?? '');
      else actions[control?.dataset.part ?? '']?.();
    });
    this.piece('import').addEventListener('change', ({ target }) => void this.import(target));
    kept.onChange(() => void this.refresh());
    void this.load();
  }

  private piece<T extends HTMLElement = HTMLElement>(name: string): T {
    const found = this.querySelector<T>(`[data-part="${name}"]`);
    if (found === null) throw new Error(`The page has no part ${name}.`);
    return found;
  }

  private titleOf(id: string): string {
    return this.titles.get(id) ?? words.noTitle;
  }

  private async load(): Promise<void> {
    kept.readMine();
    const { refused, aside } = kept.troubleNow();
    this.answer([refused ? NOT_REMEMBERED : '', aside ? SET_ASIDE : ''].filter(Boolean).join(' '));
    await this.refresh();
    this.dataset.state = 'ready';
  }

  /** Titles are fetched once something was said of a film: who said nothing yet needs none. */
  private async refresh(): Promise<void> {
    if (kept.readMine().told.size > 0) await this.fetchTitles();
    this.show();
  }

  private async fetchTitles(): Promise<void> {
    if (this.titles.size > 0) return;
    try {
      const response = await fetch(this.dataset.catalogue ?? '');
      if (!response.ok) throw new Error(String(response.status));
      const { films }: CatalogueFile = await response.json();
      this.titles = new Map(films.map((film) => [film.item_id, film.title]));
    } catch {
      this.answer(words.noCatalogue);
    }
  }

  private answer(said: string): void {
    this.piece('status').textContent = said;
  }

  private waiting(): Reaction[] {
    return waiting(kept.readMine(), (id) => this.titles.has(id));
  }

  private show(): void {
    const mine = kept.readMine();
    const items = [...mine.told].reverse().map(([id, { as, sent }]) => {
      const title = element('bdi', {}, this.titleOf(id));
      const note = element('span', { className: 'soft' }, ` ${words.said(as, sent === 'yes')} `);
      const back = as === 'undo' ? [] : [tellButton('forget', id, words.takeBack, this.titleOf(id))];
      for (const button of back) button.className = 'plain';
      return element('li', {}, title, note, ...back);
    });
    this.piece('told').replaceChildren(...items);
    this.piece('nothing').hidden = items.length > 0;
    this.piece('undo').hidden = this.unerase === null && !kept.canUndo();
    this.piece('aside').hidden = kept.setAside().length === 0;
    this.visitor = mine.visitor || this.visitor;
    this.showSending(this.waiting());
  }

  private showSending(reactions: readonly Reaction[]): void {
    this.piece('send').hidden = reactions.length === 0;
    if (reactions.length === 0) this.piece('sent').hidden = true;
    this.piece('waiting').textContent = words.waiting(reactions.length);
    const { repository = '' } = this.dataset;
    const address = repository === '' ? null : issueAddress(repository, reactions);
    this.piece('issue').hidden = address === null;
    this.piece('no-issue').hidden = address !== null;
    this.piece('no-issue').textContent = repository === '' ? words.noRepository : words.tooMuchForIssue;
    this.piece('issue-text').textContent = issueText(reactions);
    if (address !== null) this.piece<HTMLAnchorElement>('issue-link').href = address;
    this.piece('file-text').textContent = feedbackLines(this.visitor, reactions);
  }

  private download(): void {
    save('feedback.jsonl', feedbackLines(this.visitor, this.waiting()));
    const { visitor } = this;
    kept.change((mine) => ({ ...mine, visitor }), { undoable: false });
    this.piece('sent').hidden = false;
  }

  private markSent(): void {
    const sent = this.waiting();
    kept.change((mine) => markSent(mine, sent), { undoable: false });
    this.answer(words.markedSent(sent.length));
  }

  private takeBack(id: string): void {
    this.unerase = null;
    kept.change((mine) => say(mine, id, null, Date.now()));
    this.answer(saidOf(this.titleOf(id), null));
    this.piece('undo').focus();
  }

  private undo(): void {
    if (this.unerase) {
      const putBack = this.unerase;
      this.unerase = null;
      putBack();
    } else kept.undoLast();
    this.answer(UNDONE);
  }

  private ask(isAsked: boolean): void {
    this.piece('ask').hidden = !isAsked;
    this.piece(isAsked ? 'erase-now' : 'erase').focus();
  }

  private erase(): void {
    this.unerase = kept.erase();
    this.piece('ask').hidden = true;
    this.visitor = newVisitor();
    this.show();
    this.answer(words.erased);
    this.piece('undo').focus();
  }

  private async import(input: EventTarget | null): Promise<void> {
    const file = input instanceof HTMLInputElement ? input.files?.[0] : undefined;
    if (!(input instanceof HTMLInputElement) || file === undefined) return;
    try {
      if (file.size > LONGEST_FILE) throw new Error(words.tooLong(file.size, LONGEST_FILE));
      const other = parseMine(await file.text());
      await this.fetchTitles();
      this.unerase = null;
      kept.change((mine) => merge(mine, other));
      const unknown = [...other.told.keys()].filter((id) => !this.titles.has(id)).length;
      this.answer(words.imported(file.name, other.told.size, unknown));
    } catch (error) {
      this.answer(words.notImported(file.name, error instanceof Error ? error.message : ''));
    }
    input.value = '';
  }
}

/** Hands a text over as a file, without any request. */
function save(name: string, text: string): void {
  const href = URL.createObjectURL(new Blob([text], { type: 'application/octet-stream' }));
  element('a', { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 1000);
}

customElements.define('your-data', YourData);
