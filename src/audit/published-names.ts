import { listFormats } from '../list/formats/index.ts';

/** Every name that an audit ever publishes a file under. */
export const publishedNames: readonly string[] = [
  'manifest.json',
  ...Object.values(listFormats).map(({ name }) => name),
  'changes.json',
  'findings.json',
  'SHA256SUMS',
  'report.html',
];
