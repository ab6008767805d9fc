import { LinesProblem, longestEarlierLine, openLineReader } from '../disk/line-reader.ts';
import { type AuditScope, otherFilter, type PastManifest } from '../evidence/past-manifest.ts';
import { encryptedSuffix } from '../privacy/age.ts';

/** A file of an earlier audit, as its manifest lists it. */
export interface ListedFile {
  /** With `.age` behind it where it is encrypted. */
  name: string;
  isEncrypted: boolean;
  bytes: number;
  sha256: string;
}

/** @param name without `.age` */
export function listedFile({ files }: Pick<PastManifest, 'files'>, name: string): ListedFile | undefined {
  for (const isEncrypted of [false, true]) {
    const listed = isEncrypted ? name + encryptedSuffix : name;
    const file = files.get(listed);
    if (file) return { name: listed, isEncrypted, ...file };
  }
  return undefined;
}

/**
 * Compares a filter that the earlier manifest does not tell, once the earlier findings are open.
 *
 * @param findings path of the earlier findings.json; undefined when there is none
 * @returns why the two audits cannot be compared; undefined when they can, also when nothing was withheld
 */
export async function whyOfWithheldFilter(
  { filterWithheld }: Pick<PastManifest, 'filterWithheld'>,
  findings: string | undefined,
  today: Pick<AuditScope, 'filter'>,
): Promise<string | undefined> {
  if (!filterWithheld) return undefined;
  const filter = findings === undefined ? undefined : await filterIn(findings);
  if (filter === undefined) return 'it was read with a filter that it does not tell';
  return filter === today.filter ? undefined : otherFilter;
}

/** The member stands near the top of findings.json, on a line of its own. */
async function filterIn(path: string): Promise<string | undefined> {
  const lines = openLineReader(path, longestEarlierLine);
  try {
    const start = '  "filter": ';
    const line = (await lines.next()).map((one) => one.toString()).find((text) => text.startsWith(start));
    const filter = line === undefined ? undefined : JSON.parse(line.slice(start.length).replace(/,$/, ''));
    return typeof filter === 'string' ? filter : undefined;
  } catch (error) {
    if (error instanceof LinesProblem || error instanceof SyntaxError) return undefined;
    throw error;
  } finally {
    await lines.close();
  }
}
