// Bytes to strings for columns of ids, in which the same few thousand values come millions of times. Not a
// general decoder: it trades a fixed table for not making a string a row.

const SLOTS = 1 << 16;
const LONGEST_SHARED = 48;

/**
 * A decoder that returns the very same string for bytes it saw lately, so that a column of 25 million ids costs
 * one pointer a row. Throws on invalid UTF-8.
 */
export function createStringReader(): (bytes: Uint8Array) => string {
  const recent: (string | undefined)[] = new Array(SLOTS).fill(undefined);
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  return (bytes) => {
    if (bytes.length > LONGEST_SHARED) return decoder.decode(bytes);
    const slot = slotOf(bytes);
    const candidate = recent[slot];
    if (candidate !== undefined && isSameAscii(candidate, bytes)) return candidate;
    const text = decoder.decode(bytes);
    recent[slot] = text;
    return text;
  };
}

/** FNV-1a, folded to the size of the table. */
function slotOf(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < bytes.length; i++) hash = Math.imul(hash ^ bytes[i], 0x01000193);
  return (hash ^ (hash >>> 16)) & (SLOTS - 1);
}

/** False for anything beyond ASCII: a code unit above 0x7f never equals the byte at its place in UTF-8 of equal length. */
function isSameAscii(text: string, bytes: Uint8Array): boolean {
  if (text.length !== bytes.length) return false;
  for (let i = 0; i < bytes.length; i++) {
    if (text.charCodeAt(i) !== bytes[i]) return false;
  }
  return true;
}
