// How large a title may be set on its cover. An estimate from letter widths: no font is measured, because the
// build has no browser and readers have different system fonts. It errs on the small side.

/** Font sizes in hundredths of the cover's width, largest first; the stylesheet has a class for each step. */
export const STEPS = [21, 17.5, 14.6, 12.4, 10.8, 9.6] as const;

/** Hundredths of the cover's width inside its margins. */
const MEASURE = 85;
/** Hundredths of the cover's width that a title may take in height, at the largest and the smallest step. */
const TALLEST = { large: 50, small: 82 };
const LINE_HEIGHT = 1.06;

/** Width of one character in ems, as wide as the widest common bold faces have it (DejaVu, Verdana). */
function advance(character: string): number {
  if (/[iljtfrI1.,:;'’!|()\-[\]]/.test(character)) return 0.43;
  if (/[mwMW@%—…]/.test(character)) return 1.04;
  if (/\p{Script=Latin}/u.test(character)) return character === character.toLowerCase() ? 0.69 : 0.8;
  if (/[\p{Nd}\s$€£?&*"“”«»]/u.test(character)) return character === ' ' ? 0.35 : 0.7;
  return 1.05;
}

/** Width of a text in ems. */
export const widthOf = (text: string): number =>
  [...text].reduce((sum, character) => sum + advance(character), 0);

/** Lines that greedy wrapping needs, or Infinity when a word alone is wider than the measure. */
export function linesAt(title: string, size: number): number {
  const room = MEASURE / size;
  let lines = 1;
  let used = 0;
  for (const word of title.split(/\s+|(?<=-)/)) {
    const width = widthOf(word);
    if (width > room) return Number.POSITIVE_INFINITY;
    const joined = used === 0 ? width : used + 0.35 + width;
    if (joined > room) {
      lines++;
      used = width;
    } else used = joined;
  }
  return lines;
}

/**
 * The largest step at which the title fits; the last one when none does, and then the stylesheet cuts the text.
 * @param title as it is set, so in capitals where the cover has capitals
 * @param from the step to begin with: covers of quieter decades start smaller
 */
export function fitTitle(title: string, from = 0): number {
  for (let step = from; step < STEPS.length; step++) {
    const tallest = TALLEST.large + ((TALLEST.small - TALLEST.large) * step) / (STEPS.length - 1);
    if (linesAt(title, STEPS[step]) * STEPS[step] * LINE_HEIGHT <= tallest) return step;
  }
  return STEPS.length - 1;
}
