// What work in a page took of the processor, whatever else ran beside it: the browser's trace has the thread's own clock at every
// performance.mark.

import type { Browser } from 'playwright-core';

/** An instant event of a trace. */
interface Mark {
  readonly name: string;
  readonly ph: string;
  /** Of the thread, microseconds. */
  readonly tts: number;
  readonly ts: number;
}

/**
 * @param during marks "NAME-begin" and "NAME-end" in one page, once a piece of work, for each of `names`.
 * @returns of each name the milliseconds of the thread between its marks, in order.
 */
export async function threadTimes(
  browser: Browser,
  names: readonly string[],
  during: () => Promise<void>,
): Promise<number[][]> {
  const session = await browser.newBrowserCDPSession();
  const marks: Mark[] = [];
  session.on('Tracing.dataCollected', ({ value }) => {
    for (const event of value as unknown as Mark[]) if (event.ph === 'I') marks.push(event);
  });
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['blink.user_timing'] },
  });
  await during();
  const complete = new Promise((done) => session.once('Tracing.tracingComplete', done));
  await session.send('Tracing.end');
  await complete;
  await session.detach();
  marks.sort((a, b) => a.ts - b.ts);
  const clocks = (name: string): number[] =>
    marks.filter((mark) => mark.name === name).map(({ tts }) => tts / 1000);
  return names.map((name) => {
    const begins = clocks(`${name}-begin`);
    return clocks(`${name}-end`).map((end, n) => end - begins[n]);
  });
}
