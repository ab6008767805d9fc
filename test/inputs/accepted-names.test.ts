import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseAccepted } from '../../src/inputs/input-files.ts';

const entry = (more: string) => `- rule: sync-old\n  user: a\n  reason: b\n  until: 2027-01-31\n  ${more}\n`;

for (const [what, text, shown] of [
  ['a typing error in a key is named', entry('resaon: c'), /"resaon"/],
  ['a key that is no name is not printed', entry('"##[error]forged": c'), /^(?!.*forged)/s],
  ['nor is what the parser quotes of a file', '- rule: |forged\n    a\n', /^YAML \((?!.*forged)/s],
  ['nor a rule that is none', '- rule: "x ##[error]forged"\n  user: a\n  reason: b\n  until: c\n', /^(?!.*forged)/s],
] as const) {
  test(what, async () => {
    const parsed = await parseAccepted(text, []);
    assert.ok('takes' in parsed);
    assert.match(`${parsed.takes}${parsed.hint ?? ''}`, shown);
  });
}
