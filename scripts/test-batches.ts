/** Files of whole audits take seconds each: batches of them are small, so that both cores are busy to the end. */
const most = (file: string) => (/^test\/(e2e|examples)\//.test(file) ? 6 : 16);

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
    if (first === undefined || open.length >= most(file) || roomOf(first) !== roomOf(file)) {
      open = [];
      batches.push(open);
    }
    open.push(file);
  }
  return batches;
}

/** The folder below test/. */
function roomOf(file: string): string {
  return file.split('/').slice(0, 2).join('/');
}
