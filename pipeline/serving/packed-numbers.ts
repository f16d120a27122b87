// Numbers in few bytes: whole numbers of varying length, and real numbers as small whole ones times a scale a row. What
// a model is made of stands in pack-model.ts and unpack-model.ts. Plain arithmetic: the same bits in every engine.

import { InputError } from '../errors.ts';

/** A row of real numbers is q · base · SCALES[scale], q a whole number of so many bits. */
export interface PackedRows {
  /** The largest scale, > 0. */
  readonly base: number;
  /** uint8 [rows]: index into SCALES. */
  readonly scales: Uint8Array;
  /** [values] */
  readonly q: Int8Array;
}

/** 2^(−n/8) for n = 0 … 255; digits, because Math.pow may differ in its last bit from engine to engine. */
const EIGHTHS = [
  1,
  0.917004043204671,
  0.840896415253715,
  0.77110541270397,
  Math.SQRT1_2,
  0.648419777325505,
  0.594603557501361,
  0.545253866332629,
];
const SCALES = Float64Array.from({ length: 256 }, (_, n) => EIGHTHS[n % 8] / 2 ** Math.floor(n / 8));

/** The largest whole number of so many bits, one of them the sign: 127 of 8. */
const largest = (bits: number): number => 2 ** (bits - 1) - 1;

/**
 * Rows quantised each with the smallest scale that holds it.
 * @param pointers int32 [rows + 1]: row r is values[pointers[r]] … values[pointers[r + 1]].
 */
export function packRows(values: Float32Array, pointers: ArrayLike<number>, bits: number): PackedRows {
  const top = largest(bits);
  const rows = pointers.length - 1;
  const base = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) / top || 1;
  const scales = new Uint8Array(rows);
  const q = new Int8Array(values.length);
  for (let row = 0; row < rows; row++) {
    let most = 0;
    for (let at = pointers[row]; at < pointers[row + 1]; at++) most = Math.max(most, Math.abs(values[at]));
    let scale = 0;
    while (scale < 255 && base * SCALES[scale + 1] * top >= most) scale++;
    scales[row] = scale;
    for (let at = pointers[row]; at < pointers[row + 1]; at++) {
      q[at] = Math.max(-top, Math.min(top, Math.round(values[at] / (base * SCALES[scale]))));
    }
  }
  return { base, scales, q };
}

/** The numbers again, float32 [values]. */
export function unpackRows({ base, scales, q }: PackedRows, pointers: ArrayLike<number>): Float32Array {
  const values = new Float32Array(q.length);
  for (let row = 0; row < scales.length; row++) {
    const scale = base * SCALES[scales[row]];
    for (let at = pointers[row]; at < pointers[row + 1]; at++) values[at] = q[at] * scale;
  }
  return values;
}

/** Bytes one after the other. */
export interface Writer {
  bytes(values: Uint8Array): void;
  /** A whole number ≥ 0, seven bits a byte, the lowest first. */
  whole(value: number): void;
  /** Signed numbers of `bits` bits each, the lowest bit first. */
  bits(values: Int8Array, bits: number): void;
  finish(): Uint8Array;
}

export function createWriter(): Writer {
  const out: number[] = [];
  return {
    bytes: (values) => {
      for (const value of values) out.push(value);
    },
    whole: (value) => {
      let rest = value;
      for (; rest >= 128; rest = Math.floor(rest / 128)) out.push((rest % 128) + 128);
      out.push(rest);
    },
    bits: (values, bits) => {
      let held = 0;
      let kept = 0;
      for (const value of values) {
        held |= (value + largest(bits)) << kept;
        kept += bits;
        for (; kept >= 8; kept -= 8, held >>>= 8) out.push(held & 255);
      }
      if (kept > 0) out.push(held & 255);
    },
    finish: () => Uint8Array.from(out),
  };
}

/** Reads what a Writer wrote. Each throws InputError where the bytes end too soon or say what cannot be. */
export interface Reader {
  bytes(length: number): Uint8Array;
  whole(): number;
  bits(length: number, bits: number): Int8Array;
  /** Throws unless every byte was read. */
  end(): void;
}

export function createReader(data: Uint8Array, file: string): Reader {
  let at = 0;
  const bytes = (length: number): Uint8Array => {
    if (at + length > data.length) {
      const problem = `it ends after ${data.length} bytes, and ${length} more were to follow.`;
      throw new InputError({ file, place: `byte ${at}`, problem });
    }
    at += length;
    return data.subarray(at - length, at);
  };
  const whole = (): number => {
    for (let value = 0, unit = 1; ; unit *= 128) {
      const [byte] = bytes(1);
      value += (byte % 128) * unit;
      if (byte < 128) return value;
      if (unit > 2 ** 28)
        throw new InputError({ file, place: `byte ${at}`, problem: 'a number is too long.' });
    }
  };
  return {
    bytes,
    whole,
    bits: (length, bits) => unpackBits(bytes(Math.ceil((length * bits) / 8)), length, bits),
    end: () => {
      if (at === data.length) return;
      const problem = `it goes on for ${data.length - at} bytes after its end.`;
      throw new InputError({ file, place: `byte ${at}`, problem });
    },
  };
}

function unpackBits(packed: Uint8Array, length: number, bits: number): Int8Array {
  const values = new Int8Array(length);
  const mask = 2 ** bits - 1;
  let held = 0;
  let kept = 0;
  for (let n = 0, at = 0; n < length; n++) {
    for (; kept < bits; kept += 8) held |= packed[at++] << kept;
    values[n] = (held & mask) - largest(bits);
    held >>>= bits;
    kept -= bits;
  }
  return values;
}
