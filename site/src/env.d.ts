/// <reference types="astro/client" />
// What astro.config.ts defines for the site's code.

/** The base path: "/" or "/repo/". */
declare const __SITE_BASE__: string;
/** Address of the repository, without a slash at its end; empty where none is known. */
declare const __REPOSITORY__: string;
/** Absolute path of the folder that holds api/v1/. Build time only: no browser script may use it. */
declare const __DATA_FOLDER__: string;
/** Identifies what this build is made from. */
declare const __DEPLOYMENT__: string;
/** Whether browsers keep the site for offline. */
declare const __KEEPS_OFFLINE__: boolean;
/** What a page may load and run; null in development. */
declare const __POLICY__: string | null;
