import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newestPinned, pin, prepare, readChangelog, withLinks } from '../../../scripts/release/changelog.ts';

const commit = '0123456789abcdef0123456789abcdef01234567';
const text = `# Changelog

Words.

## [Unreleased]

### Fixed

- One.

## [0.2.0] - 2027-01-31

\`uses: contoso/audit@${commit} # v0.2.0\`

### Added

- Two.
`;

test('a version has its day, what users read, and its commit once it is known', () => {
  const [unreleased, newest] = readChangelog(text);
  assert.deepEqual(unreleased, {
    version: undefined,
    date: undefined,
    body: '### Fixed\n\n- One.',
    commit: undefined,
  });
  assert.deepEqual(newest, { version: '0.2.0', date: '2027-01-31', body: '### Added\n\n- Two.', commit });
});

test('a release is prepared, shown with the one before it until it is there, and then pinned', () => {
  const prepared = prepare(text, '0.10.0', '2027-02-01');
  const [unreleased, newest] = readChangelog(prepared);
  assert.equal(unreleased?.body, '');
  assert.deepEqual([newest?.version, newest?.body], ['0.10.0', '### Fixed\n\n- One.']);
  assert.deepEqual(newestPinned(readChangelog(prepared)), { version: '0.2.0', commit });

  const later = commit.replaceAll('0', 'f');
  const pinned = pin(prepared, 'contoso/audit', later);
  assert.deepEqual(newestPinned(readChangelog(pinned)), { version: '0.10.0', commit: later });
  assert.equal(readChangelog(pinned)[1]?.body, newest?.body, 'the notes do not change by it');
  assert.throws(() => pin(pinned, 'contoso/audit', commit), /has the commit of 0\.10\.0 already/);
});

test('nothing is released that is not new', () => {
  assert.throws(() => prepare(text, '0.2.0', '2027-02-01'), /0\.2\.0 does not come after 0\.2\.0/);
  assert.throws(() => prepare(text, 'v1', '2027-02-01'), /"v1" is no version/);
  const empty = prepare(text, '1.0.0', '2027-02-01');
  assert.throws(() => prepare(empty, '1.0.1', '2027-02-01'), /nothing stands under/);
});

test('every version links to its release, once, whoever owns the repository', () => {
  const linked = withLinks(text, 'contoso/audit');
  assert.ok(
    linked.endsWith(`- Two.

[Unreleased]: https://github.com/contoso/audit/compare/v0.2.0...main
[0.2.0]: https://github.com/contoso/audit/releases/tag/v0.2.0
`),
  );
  assert.equal(withLinks(linked, 'contoso/audit'), linked);
  assert.equal(readChangelog(linked)[1]?.body, '### Added\n\n- Two.');
});

for (const [broken, message] of [
  [text.replace('## [Unreleased]', '## Next'), /a heading "Next"/],
  [text.replace('## [Unreleased]\n', ''), /does not begin with "## \[Unreleased\]"/],
  [text.replace('2027-01-31', '2027-02-30'), /"2027-02-30" that is none/],
  [text.replace('### Added', '### News'), /"### News"; it takes Added/],
  [`${text}\n## [0.3.0] - 2027-01-01\n`, /0\.2\.0 of 2027-01-31 above 0\.3\.0/],
  [`${text}\n## [0.1.0] - 2027-03-01\n`, /above 0\.1\.0 of 2027-03-01/],
] as const) {
  test(`a changelog is refused: ${message.source}`, () => assert.throws(() => readChangelog(broken), message));
}
