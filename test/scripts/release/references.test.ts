import assert from 'node:assert/strict';
import { test } from 'node:test';
import { referenceModule, repositoryIn, repositoryOf, writeReferences } from '../../../scripts/release/references.ts';

const commit = '0123456789abcdef0123456789abcdef01234567';
const unreleased = { repository: 'contoso/entra-user-audit', release: undefined };
const released = { ...unreleased, release: { version: '1.2.3', commit } };
const page = (action: string, ref: string) => `
      - uses: ${action}@${ref}
        uses: ${action}/.github/workflows/audit.yml@${ref}
      - uses: actions/checkout@<commit> # v7
git clone https://github.com/${action} && pulumi new https://github.com/${action}/tree/main/infra
gh attestation verify dist/index.js --repo ${action}
pulumi config set reader organization/${action.split('/')[1]}/production
`;

test('text that is new to the tree gets the repository, and before a release the command that shows a commit', () => {
  const written = writeReferences(page('owner/entra-user-audit', '<commit>'), unreleased, unreleased.repository);
  const hint = '<commit> # git ls-remote https://github.com/contoso/entra-user-audit main';
  assert.equal(written, page('contoso/entra-user-audit', hint));
  assert.equal(writeReferences(written, unreleased, unreleased.repository), written, 'and keeps it');
});

test('after a release every use is pinned by its commit, with the version in the comment', () => {
  const before = page(
    'contoso/entra-user-audit',
    '<commit> # git ls-remote https://github.com/contoso/entra-user-audit main',
  );
  const written = writeReferences(before, released, released.repository);
  assert.equal(written, page('contoso/entra-user-audit', `${commit} # v1.2.3`));
  const next = { ...released, release: { version: '2.0.0', commit: commit.replaceAll('0', 'f') } };
  assert.match(writeReferences(written, next, next.repository), /@f123456789abcdef\w+ # v2\.0\.0\n/);
});

test('a fork, of whatever name, is named everywhere instead of what it was forked from', () => {
  const fork = { repository: 'fabrikam/users', release: undefined };
  const written = writeReferences(
    `${page('contoso/entra-user-audit', commit)}* @contoso/maintainers\n[not-contoso/entra-user-audit](x)`,
    fork,
    'contoso/entra-user-audit',
  );
  assert.ok(
    written.includes('- uses: fabrikam/users@<commit> # git ls-remote https://github.com/fabrikam/users main\n'),
  );
  assert.ok(written.includes('* @fabrikam/maintainers'));
  assert.deepEqual(written.match(/\S*contoso\S*/g), ['[not-contoso/entra-user-audit](x)']);
  assert.ok(written.includes('organization/entra-user-audit/production'), 'a stack is no repository');
});

test('what infra knows remembers the repository of which the tree was written', () => {
  assert.equal(repositoryIn(referenceModule(released)), 'contoso/entra-user-audit');
  assert.equal(repositoryIn(''), 'owner/entra-user-audit');
});

test('the repository is one of GitHub', () => {
  assert.equal(repositoryOf({ repository: 'github:contoso/entra-user-audit' }), 'contoso/entra-user-audit');
  assert.throws(() => repositoryOf({ repository: 'https://example.com/x.git' }), /takes github:owner\/name/);
  assert.throws(() => repositoryOf({}), /takes github:owner\/name/);
});
