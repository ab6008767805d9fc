import { rules } from '../../src/findings/rules/index.ts';
import type { ActionInputs } from './action-manifest.ts';

/** The list and its evidence, and no more: for tests of how it is read, and to measure against what does no more. */
export const listAlone = {
  publish: 'none',
  baseline: 'none',
  formats: 'jsonl',
  rules: rules.map(({ id }) => `${id}: off`).join('\n'),
} satisfies ActionInputs;
