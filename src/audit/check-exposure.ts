import { Failure } from '../base/failure.ts';
import type { Host, RepositoryVisibility } from '../host.ts';
import type { Inputs } from '../inputs/inputs.ts';
import { isEncrypted } from '../privacy/encryption.ts';
import { exposureText, judgeExposure, openPlaces } from '../privacy/exposure.ts';
import { mayOpen, reportRefused } from './report-artifact.ts';

/**
 * Learns who could read what will be published, and whether they may: before anything is asked of Graph.
 * Where nothing is published in the clear, nobody is asked.
 *
 * @returns undefined where nobody was asked, and outside of a run
 * @throws Failure `repository-public`, `repository-unknown`; `input-wrong` where report-artifact asks for too much
 */
export async function checkExposure(
  inputs: Inputs,
  host: Host,
): Promise<RepositoryVisibility['visibility'] | undefined> {
  const places = openPlaces({ ...inputs, isEncrypted: isEncrypted(inputs) });
  if (places.length === 0) return undefined;
  const { now, deadline } = host.pace;
  // The list needs the rest of the time.
  const patience = Math.max(0, Math.floor((deadline - now()) / 4));
  const found = await host.repositoryVisibility({ deadline: now() + patience, signal: host.signal });
  // Outside of a run there is nobody to read.
  if (found === undefined) return undefined;
  const { visibility, repository, reason } = found;
  const verdict = judgeExposure(visibility, places, inputs.allowPublicRepository);
  const deeds = exposureText(places, inputs.artifactName);
  if (verdict === 'refused') {
    const code = visibility === 'unknown' ? 'repository-unknown' : 'repository-public';
    throw new Failure(code, { repository, deeds, reason });
  }
  if (inputs.reportArtifact && !mayOpen(visibility))
    throw reportRefused('false in a public repository, and where GitHub does not say who can read it');
  if (visibility !== 'unknown' && reason !== undefined) {
    host.log.info(`How visible ${repository} is was taken from the event that began this run: ${reason}.`);
  }
  if (verdict === 'warning') host.log.warning(warningText(found, deeds));
  return visibility;
}

function warningText({ visibility, repository, reason }: RepositoryVisibility, deeds: string): string {
  const enterprise = `all members of the enterprise that it belongs to can ${deeds}`;
  const everybody = `everybody who is signed in to GitHub can ${deeds}`;
  const otherwise = 'Where fewer people are to see that, set encrypt-to, or run the audit in a private repository.';
  switch (visibility) {
    case 'internal':
      return `The repository ${repository} is internal: ${enterprise}. ${otherwise}`;
    case 'not-public':
      return `It is not known whether the repository ${repository} is private or internal. If it is internal, ${enterprise}. ${otherwise}`;
    case 'unknown':
      return `It is not known who can read the repository ${repository} (${reason}), and allow-public-repository is true. If it is public, ${everybody}. ${otherwise}`;
    default:
      return `The repository ${repository} is public, and allow-public-repository is true: ${everybody}. ${otherwise}`;
  }
}
