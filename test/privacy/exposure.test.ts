import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exposureText, judgeExposure, openPlaces, type Visibility } from '../../src/privacy/exposure.ts';

const publications = {
  artifact: { artifact: true, output: false },
  output: { artifact: false, output: true },
  both: { artifact: true, output: true },
  none: { artifact: false, output: false },
} as const;

/** What stands in the open, by `publish`, `summary` and whether files are encrypted. */
const places = [
  ['artifact', 'none', false, 'artifact'],
  ['artifact', 'counts', false, 'artifact'],
  ['artifact', 'changes', false, 'artifact summary'],
  ['artifact', 'counts', true, ''],
  ['artifact', 'changes', true, 'summary'],
  ['output', 'counts', false, 'output'],
  ['output', 'counts', true, 'output'],
  ['output', 'changes', true, 'output summary'],
  ['both', 'counts', false, 'artifact output'],
  ['both', 'counts', true, 'output'],
  ['both', 'changes', false, 'artifact output summary'],
  ['none', 'none', false, ''],
  ['none', 'counts', false, ''],
  ['none', 'counts', true, ''],
  ['none', 'changes', false, 'summary'],
  ['none', 'changes', true, 'summary'],
] as const;

/** The verdict for something in the open: without and with `allow-public-repository`. */
const verdicts: Record<Visibility, [string, string]> = {
  private: ['quietly', 'quietly'],
  internal: ['warning', 'warning'],
  'not-public': ['warning', 'warning'],
  public: ['refused', 'warning'],
  unknown: ['refused', 'warning'],
};

for (const [publish, summary, isEncrypted, open] of places) {
  const given = { publish: publications[publish], summary, isEncrypted };
  const name = `publish: ${publish}, summary: ${summary}${isEncrypted ? ', encrypted' : ''}`;

  test(`${name}: in the open is ${open || 'nothing'}`, () => {
    assert.equal(openPlaces(given).join(' '), open);
  });

  for (const [visibility, [closed, allowed]] of Object.entries(verdicts) as [Visibility, [string, string]][]) {
    test(`${name}: in a repository that is ${visibility}`, () => {
      const found = [false, true].map((allows) => judgeExposure(visibility, openPlaces(given), allows));
      assert.deepEqual(found, open === '' ? ['quietly', 'quietly'] : [closed, allowed]);
    });
  }
}

test('what readers could do is told by what is open', () => {
  assert.equal(
    exposureText(['artifact', 'output', 'summary'], 'staff'),
    'download the artifact "staff" with all that is in it, read whatever a step prints of the output "users" and read the names in the summary (summary: changes)',
  );
  assert.equal(
    exposureText(['output', 'summary'], 'staff'),
    'read whatever a step prints of the output "users" and read the names in the summary (summary: changes)',
  );
  assert.equal(exposureText(['summary'], 'staff'), 'read the names in the summary (summary: changes)');
});
