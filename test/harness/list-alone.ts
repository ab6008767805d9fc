import { rules } from '../../src/findings/rules/index.ts';
import type { ActionInputs } from './action-manifest.ts';

/** Published and compared, without report and findings: for tests of what neither has a part in. */
export const listCompared = {
  formats: 'jsonl',
  rules: rules.map(({ id }) => `${id}: off`).join('\n'),
} satisfies ActionInputs;

/** The list and its evidence, and no more: for tests of how it is read, and to measure against what does no more. */
export const listAlone = { ...listCompared, publish: 'none', baseline: 'none' } satisfies ActionInputs;
