// What the rows are made from, and its form in an address. Plain data: not the lists made of it, not the page. When it was
// told and what of it was sent is in ../mine/record.ts.

import { EVERY_TOLD, type Told } from '../../words/told.ts';
import type { Mine } from '../mine/record.ts';

export type { Told };

/** Item ids, in the order they were told. A film is in one list at most. */
export interface Taste {
  readonly love: readonly string[];
  readonly likes: readonly string[];
  /** Not for them: not shown again. */
  readonly not: readonly string[];
  /** Not shown again, nor what is most like it. */
  readonly less: readonly string[];
  /** Not shown again, whatever they think of it. */
  readonly seen: readonly string[];
  /** In hundredths: how personal, how varied, how new. */
  readonly mix: number;
  readonly variety: number;
  readonly fresh: number;
}

export type Slider = 'mix' | 'variety' | 'fresh';

const SLIDERS: readonly Slider[] = ['mix', 'variety', 'fresh'];
/** More of a kind than anybody types by hand; keeps an address that was made to be long from stopping the page. */
const MOST = 200;

export const NOTHING_TOLD: Taste = {
  love: [],
  likes: [],
  not: [],
  less: [],
  seen: [],
  mix: 80,
  variety: 0,
  fresh: 0,
};

/** What a visitor's own rows are made from. */
export function tasteOf({ told, tuned }: Mine): Taste {
  let taste: Taste = { ...NOTHING_TOLD, ...tuned };
  for (const [id, { as }] of told) if (as !== 'undo') taste = { ...taste, [as]: [...taste[as], id] };
  return taste;
}

/** With the film in that list and in no other. */
export function tell(taste: Taste, as: Told, id: string): Taste {
  const without = forget(taste, id);
  return { ...without, [as]: [...without[as], id] };
}

/** As if nothing had been said of the film. */
export function forget(taste: Taste, id: string): Taste {
  const lists = EVERY_TOLD.map((as) => [as, taste[as].filter((other) => other !== id)] as const);
  return { ...taste, ...Object.fromEntries(lists) };
}

/** The part of an address after its "#"; empty where nothing was told. A server never sees it. */
export function toFragment(taste: Taste): string {
  const fields = new URLSearchParams();
  for (const as of EVERY_TOLD)
    if (taste[as].length > 0) fields.set(as, taste[as].map(encodeURIComponent).join(','));
  for (const name of SLIDERS) if (taste[name] !== NOTHING_TOLD[name]) fields.set(name, String(taste[name]));
  return fields.toString();
}

/** What a fragment says; whatever it says wrongly is as if it was not there. */
export function fromFragment(fragment: string): Taste {
  const fields = new URLSearchParams(fragment.replace(/^#/, ''));
  let taste = NOTHING_TOLD;
  for (const as of EVERY_TOLD) {
    for (const id of (fields.get(as) ?? '').split(',').slice(0, MOST).map(decoded))
      if (id) taste = tell(taste, as, id);
  }
  for (const name of SLIDERS) {
    const value = Number(fields.get(name) || Number.NaN);
    if (Number.isInteger(value) && value >= 0 && value <= 100) taste = { ...taste, [name]: value };
  }
  return taste;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}
