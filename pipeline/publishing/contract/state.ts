// What the product is about and how it stands: its data, its health, its badges, the index of all files. Types only.

import type { DatasetDescription } from '../../data/dataset.ts';
import type { Outcome } from '../../rules/outcomes.ts';

/** /api/v1/health.json */
export interface Health {
  format: 1;
  generated_at: string;
  as_of: string;
  /** Day of the newest interaction or session, YYYY-MM-DD. */
  newest_data: string;
  run: string | null;
  outcome: Outcome | null;
  /** The day the outcome is about; null while nothing was decided. */
  decided_on: string | null;
  freshness: Freshness;
}

/** When data newer than these are due. */
export interface Freshness {
  /** ISO 8601: after this instant the data are older than they should be. Null where nothing newer is expected. */
  expected_by: string | null;
  /**
   * policy: `days_since_data` of thresholds.yaml · cadence: that rule is off, and this is the longest silence between days
   * with data lately · ended: a simulated audience, which tells nothing more by itself · unknown: too few days to tell
   */
  basis: 'policy' | 'cadence' | 'ended' | 'unknown';
  /** Whole days without data that are still in order; null where nothing is expected. */
  days: number | null;
}

/** /api/v1/dataset.json */
export interface Dataset extends DatasetDescription {
  counts: { films: number; people: number; interactions: number; ratings: number; sessions: number };
  from: string;
  to: string;
}

/** /api/v1/index.json: every kind of file of this API. */
export interface ApiIndex {
  format: 1;
  /** Of the API: the number in its address. */
  version: 1;
  files: {
    /** Address below /api/v1/, with what varies in angle brackets. */
    pattern: string;
    about: string;
    /** Address of its JSON Schema below /api/v1/; null where it is no JSON of a type of its own. */
    schema: string | null;
    /** A jq filter that makes a good first look. */
    look: string | null;
    /** Files there are of the kind, and the first of them; none = 0 and null. */
    count: number;
    example: string | null;
  }[];
}

/** /api/v1/badges/<badge>.json, as shields.io reads it; hence the names. */
export interface Badge {
  schemaVersion: 1;
  label: string;
  message: string;
  color: string;
}
