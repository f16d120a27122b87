// Running times as people say them: "under 90 minutes", "about two hours", "an hour and a half". The data hold none, so all that
// is asked is where one stands: the search says that it cannot be obeyed.

const BOUNDS =
  '(?:(?:no |not )?(?:less|more|longer|shorter) than |under |below |over |at (?:most|least) |up to |about |around |within )?';
const NUMBER = '(?:\\d{1,3}|an?|one|two|three|four)';
const UNIT = '(?:minutes?|mins?|hours?|hrs?|h)';
const REST = `(?: and a half| ${NUMBER} ${UNIT})?(?: long| or less| or shorter| max)?`;
const LENGTH = new RegExp(`^${BOUNDS}${NUMBER} ${UNIT}${REST}(?= |$)`);
/** Words that one takes at most. */
const MOST = 9;

/** How many words from `start` on are a running time; 0 where none begins. */
export function lengthAt(words: readonly string[], start: number): number {
  const [found = ''] = LENGTH.exec(words.slice(start, start + MOST).join(' ')) ?? [];
  return found === '' ? 0 : found.split(' ').length;
}
