// How somebody's list may be turned: from their ratings alone or mixed with what is popular, varied, new. The choice, its
// form in an address, and its controls; the lists are serving's.

import { sliders, sliderValue, tuning as words } from '../words/person.ts';

/** In hundredths. Without a mix the list is from their ratings alone, as it is published and judged. */
export interface Tuning {
  readonly mix: number | null;
  readonly variety: number;
  readonly fresh: number;
}

export const AS_PUBLISHED: Tuning = { mix: null, variety: 0, fresh: 0 };

/** α where a visitor asks for a mix and says no more (serving's own default). */
export const DEFAULT_MIX = 80;

export const isPublished = ({ mix, variety, fresh }: Tuning): boolean =>
  mix === null && variety === 0 && fresh === 0;

/** The part of an address after its "#"; empty for the published list. */
export function toFragment(tuning: Tuning): string {
  const fields = new URLSearchParams();
  if (tuning.mix !== null) fields.set('mix', String(tuning.mix));
  if (tuning.variety > 0) fields.set('variety', String(tuning.variety));
  if (tuning.fresh > 0) fields.set('fresh', String(tuning.fresh));
  return fields.toString();
}

/** What a fragment says; whatever it says wrongly is as if it was not there. */
export function fromFragment(fragment: string): Tuning {
  const fields = new URLSearchParams(fragment.replace(/^#/, ''));
  const part = (name: string): number | null => {
    const text = fields.get(name) ?? '';
    return /^\d{1,3}$/.test(text) && Number(text) <= 100 ? Number(text) : null;
  };
  return { mix: part('mix'), variety: part('variety') ?? 0, fresh: part('fresh') ?? 0 };
}

const SLIDERS = [
  ['mix', DEFAULT_MIX],
  ['variety', 0],
  ['fresh', 0],
] as const;

/** The controls; the style sheet leaves them out where no code runs, so that nothing moves when it does. */
export function tuningHtml(): string {
  const controls = SLIDERS.map(
    ([name, value]) =>
      `<label data-slider="${name}"><span>${sliders[name]}</span><input type="range" name="${name}" min="0" max="100" step="5" value="${value}"/>` +
      `<output class="soft">${sliderValue[name](value)}</output></label>`,
  ).join('');
  return (
    `<form class="tuning" data-part="tuning"><fieldset><legend>${words.from}</legend>` +
    `<label><input type="radio" name="from" value="own" checked/> ${words.own}</label>` +
    `<label><input type="radio" name="from" value="mixed"/> ${words.mixed}</label></fieldset>` +
    `<div class="tuning-sliders">${controls}</div>` +
    `<p class="picks-said"><span role="status" data-part="status">${words.published}</span> ` +
    `<button type="button" class="plain" data-part="reset" hidden>${words.reset}</button></p></form>`
  );
}
