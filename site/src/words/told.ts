// What a visitor can say of a film, in words: on a button, said back, and as a signal of the data (data/README.md).

export type Told = 'love' | 'likes' | 'not' | 'less' | 'seen';

interface Words {
  readonly button: string;
  /** Before the title. */
  readonly said: string;
  /** Beside the title, in a list. */
  readonly short: string;
  /** As the data know it; null for what stays in this browser. */
  readonly signal: 'love' | 'thumb_up' | 'thumb_down' | 'not_interested' | null;
}

export const TOLD: Readonly<Record<Told, Words>> = {
  not: { button: 'Not for me', said: 'Not for you:', short: 'not for me', signal: 'thumb_down' },
  likes: { button: 'I like it', said: 'You like', short: 'liked', signal: 'thumb_up' },
  love: { button: 'I love it', said: 'You love', short: 'loved', signal: 'love' },
  less: {
    button: 'Less like this',
    said: 'Less of what is like',
    short: 'less like this',
    signal: 'not_interested',
  },
  seen: { button: 'Seen it', said: 'Not shown again, as you have seen it:', short: 'seen', signal: null },
};

/** Every reaction, in the order of the buttons. */
export const EVERY_TOLD = Object.keys(TOLD) as Told[];

/** The reaction of that name; null where there is none. */
export const toldOf = (name: string | undefined): Told | null =>
  EVERY_TOLD.find((one) => one === name) ?? null;

export const SAY_MORE = 'Have your say';
export const UNDO = 'Undo';
export const UNDONE = 'Undone.';

/** The same below a card, for whoever does not see the card. @param told what was said already */
export const sayMoreAbout = (title: string, told: Told | null = null): string =>
  told === null ? `Have your say about ${title}` : `${capital(TOLD[told].short)}: say more about ${title}`;

export const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

export const TAKEN_BACK = { said: 'Taken back:', short: 'taken back', signal: 'undo' } as const;

/** "You love Heat." @param told null where it was taken back */
export const saidOf = (title: string, told: Told | null): string =>
  `${(told === null ? TAKEN_BACK : TOLD[told]).said} ${title}.`;

export const NOT_REMEMBERED =
  'Nothing will be remembered: this browser refuses to store anything for this page, or its storage is full.';
export const SET_ASIDE =
  'What this browser remembered cannot be read. It was set aside, not lost: the page “Your data” has it.';
