// The one place where memory for a training or for lists is asked for: what does not fit is refused before any work,
// with the number of megabytes. Not a layout; each kernel plans its own.

import { InputError } from '../errors.ts';

const PAGE = 65_536;
const MEGABYTE = 2 ** 20;
/** What 32-bit WebAssembly can address. */
const MOST_BYTES = 65_536 * PAGE;

export interface MemoryRequest {
  /** Who needs it and for what size, as the beginning of a sentence. */
  readonly who: string;
  readonly bytes: number;
  /** What would need less: "Legal: a smaller k." */
  readonly legal: string;
  /** What may be used, in MB; without it, what the machine gives. */
  readonly memoryMb?: number;
}

/** @throws InputError when it is more than may be used, or than WebAssembly can address. */
export function refuseTooMuch({ who, bytes, legal, memoryMb = Infinity }: MemoryRequest): void {
  const needed = `${who} needs ${megabytes(bytes)} MB in one piece`;
  if (bytes > MOST_BYTES) {
    const problem = `${needed}, and WebAssembly can address ${megabytes(MOST_BYTES)} MB.`;
    throw new InputError({ problem, legal });
  }
  if (bytes <= memoryMb * MEGABYTE) return;
  throw new InputError({ problem: `${needed}, and ${Math.floor(memoryMb)} MB are available.`, legal });
}

/**
 * Memory that threads can share, all zeros.
 * @throws InputError when it is more than may be used, than WebAssembly can address, or than the machine gives.
 */
export function allocateShared(request: MemoryRequest): WebAssembly.Memory {
  refuseTooMuch(request);
  const pages = Math.ceil(request.bytes / PAGE);
  try {
    return new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  } catch (cause) {
    const problem = `${request.who} needs ${megabytes(request.bytes)} MB in one piece, which this machine does not give.`;
    throw new InputError({ problem, legal: request.legal, cause });
  }
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / MEGABYTE);
}
