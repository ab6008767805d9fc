/** The part of an SPDX document of npm that is looked at here. */
export interface Sbom {
  documentNamespace: string;
  creationInfo: { created: string; creators: string[] };
  packages: SbomPackage[];
  relationships: { spdxElementId: string; relatedSpdxElement: string; relationshipType: string }[];
}

interface SbomPackage {
  SPDXID: string;
  name: string;
  versionInfo: string;
  licenseDeclared?: string;
  licenseComments?: string;
}

/** package-lock.json */
interface Lockfile {
  packages: Readonly<Record<string, { name?: string; version: string; dev?: boolean; optional?: boolean }>>;
}

/** What is bundled, and when. */
export interface Bundled {
  repository: string;
  version: string;
  commit: string;
  /** Of the commit. */
  date: Date;
  lockfile: Lockfile;
  /** dist/licenses.txt */
  licenses: string;
}

/** An SPDX expression; npm takes over whatever a package calls its licence. */
const expression = /^[\w.+() -]+$/;

/**
 * What npm says of the whole lockfile, cut down to what the bundle is made from, and the same whenever and wherever the
 * same commit is asked about. Not cut down by npm: its `--omit` (11.19) leaves out packages that both a dependency and a
 * tool need.
 *
 * @throws Error naming what is in the bundle and not in the list
 */
export function finishSbom(sbom: Sbom, bundled: Bundled): Sbom {
  const { repository, version, commit, date } = bundled;
  const names = new Set([...needed(bundled.lockfile), ...bundledNames(bundled.licenses)]);
  const packages = sbom.packages.filter((entry) => names.delete(nameOf(entry)));
  const missing = [...names].filter((name) => bundledNames(bundled.licenses).includes(name));
  if (missing.length > 0) throw new Error(`dist/ holds ${missing.join(', ')}, which the SBOM does not list`);
  const ids = new Set(['SPDXRef-DOCUMENT', ...packages.map(({ SPDXID }) => SPDXID)]);
  return {
    ...sbom,
    documentNamespace: `https://github.com/${repository}/spdx/v${version}/${commit}`,
    creationInfo: { ...sbom.creationInfo, created: `${date.toISOString().slice(0, 19)}Z` },
    packages: packages.map(withExpression),
    relationships: sbom.relationships.filter(
      ({ spdxElementId, relatedSpdxElement }) => ids.has(spdxElementId) && ids.has(relatedSpdxElement),
    ),
  };
}

/** This package, and what it depends on: neither its tools nor Node's own binaries, which are optional. */
function needed({ packages }: Lockfile): string[] {
  return Object.entries(packages)
    .filter(([, { dev, optional }]) => !dev && !optional)
    .map(([path, { name = path.split('node_modules/').at(-1), version }]) => `${name} ${version}`);
}

/** The first lines of the notices: name and version. Licences have versions too, but no small letter. */
function bundledNames(licenses: string): string[] {
  return licenses.match(/(?<=^|\n\n)(?:@[a-z\d._-]+\/)?[a-z\d._-]+ \d+\.\d+\.\d+\S*(?=\n)/g) ?? [];
}

function nameOf({ name, versionInfo }: SbomPackage): string {
  return `${name} ${versionInfo}`;
}

function withExpression(entry: SbomPackage): SbomPackage {
  const { licenseDeclared = 'NOASSERTION' } = entry;
  return expression.test(licenseDeclared)
    ? entry
    : { ...entry, licenseDeclared: 'NOASSERTION', licenseComments: `Its package.json says ${licenseDeclared}` };
}
