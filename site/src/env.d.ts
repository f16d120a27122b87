/// <reference types="astro/client" />
// What astro.config.ts defines for the code that runs at build time.

interface ImportMetaEnv {
  /** Absolute path of the folder that holds api/v1/. Build time only: no browser script may use it. */
  readonly DATA_FOLDER: string;
}
