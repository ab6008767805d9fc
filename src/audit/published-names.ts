import { deletedListName } from '../list/deleted-list.ts';
import { listFormats } from '../list/formats/index.ts';
import { encryptedSuffix } from '../privacy/age.ts';

/** Files with directory data. */
const dataNames = [
  ...Object.values(listFormats).map(({ name }) => name),
  deletedListName,
  'changes.json',
  'changes.csv',
  'findings.json',
  'findings.csv',
  'report.html',
];

/** Every name that an audit ever publishes a file under. */
export const publishedNames: readonly string[] = [
  'manifest.json',
  'SHA256SUMS',
  ...dataNames,
  ...dataNames.map((name) => name + encryptedSuffix),
];
