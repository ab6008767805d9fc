/** Files of whole audits take seconds each: batches of them are small, so that both cores are busy to the end. */
const most = (kind: string) => (kind === 'audits' ? 6 : 24);

/**
 * Which test files share a process: neighbours, as they load much the same modules.
 *
 * @param files paths in the repository, with forward slashes
 * @returns every file once
 */
export function batchesOf(files: readonly string[]): string[][] {
  const batches: string[][] = [];
  let open: string[] = [];
  for (const file of files.toSorted()) {
    const [first] = open;
    if (first === undefined || open.length >= most(kindOf(first)) || kindOf(first) !== kindOf(file)) {
      open = [];
      batches.push(open);
    }
    open.push(file);
  }
  return batches;
}

/** The Pulumi programs have packages of their own. */
function kindOf(file: string): string {
  if (/^test\/(e2e|examples)\//.test(file)) return 'audits';
  return file.startsWith('test/') ? 'parts' : (file.split('/')[0] ?? '');
}
