// Fetches a MovieLens zip from its publisher and proves that it is the file these hashes were taken of. Not a
// general downloader: only names with a pinned hash.

import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { InputError, quoted, suggestion } from '../../errors.ts';
import type { Reporter } from '../../reporter.ts';
import { errorCode } from '../files.ts';

interface PinnedFile {
  bytes: number;
  sha256: string;
}

/**
 * Size and sha256 of each zip, as TensorFlow Datasets pins them (tensorflow_datasets/url_checksums/movielens.txt).
 * GroupLens itself publishes only MD5. "latest" sets may be made anew by GroupLens: then the hash no longer fits,
 * and the message says how to import a copy that a person trusts.
 */
export const DOWNLOADS: Readonly<Record<string, PinnedFile>> = {
  'ml-latest-small': {
    bytes: 978_202,
    sha256: '696d65a3dfceac7c45750ad32df2c259311949efec81f0f144fdfb91ebc9e436',
  },
  'ml-100k': {
    bytes: 4_924_029,
    sha256: '50d2a982c66986937beb9ffb3aa76efe955bf3d5c6b761f4e3a7cd717c6a3229',
  },
  'ml-1m': {
    bytes: 5_917_549,
    sha256: 'a6898adb50b9ca05aa231689da44c217cb524e7ebd39d264c56e2832f2c54e20',
  },
  'ml-25m': {
    bytes: 261_978_986,
    sha256: '8b21cfb7eb1706b4ec0aac894368d90acf26ebdfb6aced3ebd4ad5bd1eb9c6aa',
  },
};

export const MOVIELENS_URL = 'https://files.grouplens.org/datasets/movielens';

export interface DownloadOptions {
  /** Folder of the zips on the server, without a slash at the end. */
  baseUrl?: string;
  /** For tests, which bring their own files. */
  pinned?: Readonly<Record<string, PinnedFile>>;
  reporter: Reporter;
}

export interface Download {
  /** Path of the checked zip. */
  path: string;
  sha256: string;
  /** Removes it. */
  remove(): Promise<void>;
}

/**
 * Fetches `<name>.zip` into a new folder among the system's temporary ones.
 * @throws InputError when the name is not known, the server cannot be reached, or the file is not the pinned one.
 */
export async function downloadDataset(name: string, options: DownloadOptions): Promise<Download> {
  const { baseUrl = MOVIELENS_URL, pinned = DOWNLOADS, reporter } = options;
  const known = Object.hasOwn(pinned, name) ? pinned[name] : null;
  if (known === null) {
    const problem = `${quoted(name)} is not a data set that can be fetched.`;
    throw new InputError({ problem, legal: suggestion(name, Object.keys(pinned)) });
  }
  const url = `${baseUrl}/${name}.zip`;
  const folder = await mkdtemp(join(tmpdir(), 'showrunner-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  const path = join(folder, `${name}.zip`);
  try {
    const sha256 = await fetchTo(path, url, known, reporter);
    if (sha256 === known.sha256) return { path, sha256, remove };
    throw failed(
      url,
      `the file that came has the sha256 ${sha256}, not ${known.sha256}: it was changed, here or there.`,
    );
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Streams a file to the disk and returns its sha256. */
async function fetchTo(path: string, url: string, known: PinnedFile, reporter: Reporter): Promise<string> {
  const response = await fetch(url).catch((cause: unknown) => {
    throw failed(url, `the server cannot be reached (${reasonOf(cause)}).`, cause);
  });
  if (!response.ok || response.body === null)
    throw failed(url, `the server answers ${response.status} ${response.statusText}.`);
  const hash = createHash('sha256');
  let received = 0;
  try {
    await pipeline(
      response.body,
      async function* check(chunks: AsyncIterable<Uint8Array>) {
        for await (const chunk of chunks) {
          received += chunk.length;
          if (received > known.bytes)
            throw failed(url, `the file is longer than the ${known.bytes} bytes it should have.`);
          hash.update(chunk);
          reporter.progress(`${url}: ${Math.floor((100 * received) / known.bytes)} %`);
          yield chunk;
        }
      },
      createWriteStream(path),
    );
  } catch (cause) {
    if (cause instanceof InputError) throw cause;
    throw failed(
      url,
      `the connection broke after ${received} of ${known.bytes} bytes (${reasonOf(cause)}).`,
      cause,
    );
  }
  return hash.digest('hex');
}

/** fetch says "fetch failed" and keeps what happened in the cause of the cause. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  return errorCode(cause) || (cause instanceof Error ? cause.message : String(cause));
}

function failed(url: string, problem: string, cause?: unknown): InputError {
  return new InputError({
    file: url,
    problem,
    legal: 'Nothing was changed. With a copy of your own: `showrunner import PATH/TO/THE.zip`.',
    cause,
  });
}
