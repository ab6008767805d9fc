import type { Page } from './parts.d.ts';

/** For the test that holds it against the writer of users.csv. */
export function csv(): Page['csv'];
