import type { H, Shared } from './parts.d.ts';

/** The script of report.html. */
export const script: string;

/** The parts that the letter shares with the page. @param h makes an element */
export function shared(h: H): Shared;
