// The static API, version 1: what `publish` writes to /api/v1/ and what the site is built from. Types only.
// A field may be added within a version; removing one or changing its meaning is a new version (docs/adr).

export type * from './contract/films.ts';
export type * from './contract/model.ts';
export type * from './contract/monitoring.ts';
export type * from './contract/people.ts';
export type * from './contract/records.ts';
export type * from './contract/state.ts';
