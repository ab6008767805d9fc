import assert from 'node:assert/strict';
import { test } from 'node:test';
import { disagreements, versionedFiles, withVersion } from '../../../scripts/release/versions.ts';

const manifest = '{\n  "name": "x",\n  "version": "1.0.0"\n}\n';
const lock = '{\n  "version": "1.0.0",\n  "packages": {\n    "": {\n      "version": "1.0.0"\n    }\n  }\n}\n';
const changelog = '## [Unreleased]\n\n## [1.0.0] - 2027-01-31\n\n### Added\n\n- One.\n';
const contentOf = (name: string) =>
  name === 'CHANGELOG.md'
    ? changelog
    : name.endsWith('.ts')
      ? "export const version = '1.0.0';\n"
      : name.includes('lock')
        ? lock
        : manifest;
const tree = Object.fromEntries(versionedFiles.map((name) => [name, contentOf(name)]));

test('tag, changelog, packages and the constant agree', () => {
  assert.deepEqual(disagreements(tree), []);
  assert.deepEqual(disagreements(tree, 'v1.0.0'), []);
});

test('between releases the packages have the version of the newest, and before the first release any', () => {
  const unreleased = '## [Unreleased]\n\n### Added\n\n- Two.\n';
  assert.deepEqual(disagreements({ ...tree, 'CHANGELOG.md': changelog.replace('## [Unreleased]\n', unreleased) }), []);
  assert.deepEqual(disagreements({ ...tree, 'CHANGELOG.md': unreleased }), []);
});

for (const name of versionedFiles.filter((name) => name !== 'package.json' && name !== 'CHANGELOG.md')) {
  test(`another version in ${name} is told`, () => {
    const other = { ...tree, [name]: withVersion(name, contentOf(name), '1.0.1') };
    assert.ok(disagreements(other).includes(`package.json says 1.0.0, but ${name} says 1.0.1`));
    assert.equal(withVersion(name, other[name] ?? '', '1.0.0'), contentOf(name), 'and it is written as npm writes it');
  });
}

for (const [tag, file, told] of [
  ['v1.0.1', changelog, 'the tag says v1.0.1'],
  ['1.0.0', changelog, 'the tag says 1.0.0'],
  ['v1.0.0', '## [Unreleased]\n', 'CHANGELOG.md has no version'],
  ['v1.0.0', '## [Unreleased]\n\n## [1.0.0] - 2027-01-31\n', 'CHANGELOG.md says nothing of 1.0.0'],
  ['v1.0.0', `## [Unreleased]\n\n- Two.\n\n${changelog.slice(16)}`, 'CHANGELOG.md has something unreleased'],
  ['v1.0.0', changelog.replace('1.0.0', '1.1.0'), 'CHANGELOG.md says 1.1.0'],
] as const) {
  test(`a tag is not released while ${told}`, () =>
    assert.deepEqual(disagreements({ ...tree, 'CHANGELOG.md': file }, tag), [`package.json says 1.0.0, but ${told}`]));
}
