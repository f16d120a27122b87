// How a stage tells a person what it is doing. The terminal, an action's log and a test each bring their own.

export interface Reporter {
  /** A passing state of long work, such as a sweep's loss; a terminal may overwrite it with the next one. */
  progress(message: string): void;
  /** A line that stays. */
  note(message: string): void;
  /** A line that stays and asks for attention. */
  warn(message: string): void;
}

export const silent: Reporter = { progress() {}, note() {}, warn() {} };
