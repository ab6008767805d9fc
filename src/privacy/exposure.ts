/** What a repository's readers can see of the directory in the clear, and whether they may. */

/** Who can read a repository; `not-public` where it is not told whether it is private or internal. */
export type Visibility = 'public' | 'internal' | 'private' | 'not-public' | 'unknown';

/** Where directory data can be read in the clear by whoever can read the repository. */
export type OpenPlace = 'artifact' | 'output' | 'summary';

export interface Publication {
  publish: { artifact: boolean; output: boolean };
  summary: 'none' | 'counts' | 'changes';
  /** Whether files with directory data are published encrypted alone. */
  isEncrypted: boolean;
}

/**
 * Whether an audit may publish what it is asked to: `quietly`, with a word of `warning`, or not at all. What is not
 * known counts as public. An internal repository is open to a whole enterprise, which may be meant, and is easily
 * forgotten.
 *
 * @param places from {@link openPlaces}
 * @param allowsPublic the input `allow-public-repository`
 */
export function judgeExposure(
  visibility: Visibility,
  places: readonly OpenPlace[],
  allowsPublic: boolean,
): 'quietly' | 'warning' | 'refused' {
  if (places.length === 0 || visibility === 'private') return 'quietly';
  if (visibility === 'internal' || visibility === 'not-public') return 'warning';
  return allowsPublic ? 'warning' : 'refused';
}

/** Encryption is of files: it helps neither an output nor a summary. A summary of counts holds nobody. */
export function openPlaces({ publish, summary, isEncrypted }: Publication): OpenPlace[] {
  return [
    ...(publish.artifact && !isEncrypted ? (['artifact'] as const) : []),
    ...(publish.output ? (['output'] as const) : []),
    ...(summary === 'changes' ? (['summary'] as const) : []),
  ];
}

/** What readers could do, behind "can" or "could". @param artifactName of the input */
export function exposureText(places: readonly OpenPlace[], artifactName: string): string {
  const deeds: Record<OpenPlace, string> = {
    artifact: `download the artifact "${artifactName}" with all that is in it`,
    output: 'read whatever a step prints of the output "users"',
    summary: 'read the names in the summary (summary: changes)',
  };
  const texts = places.map((place) => deeds[place]);
  return texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} and ${texts.at(-1)}`;
}
