import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkDocs } from '../../scripts/check-docs.ts';

const repository = {
  paths: new Set(['README.md', 'docs', 'docs/gates.md', 'docs/images/a.png']),
  scripts: new Set(['demo']),
};

function problems(readme: string): string[] {
  const gates = '# Gates: `fail-on`\n\n## To accept\n\n## To accept\n\n[up](../README.md#use-it)';
  return checkDocs(
    new Map([
      ['README.md', `# Use it\n\n${readme}`],
      ['docs/gates.md', gates],
    ]),
    repository,
  );
}

test('what pages point at is found', () => {
  const readme = [
    '[a](docs/gates.md#gates-fail-on), [b](docs/gates.md#to-accept-1), [c](docs/), [d](#use-it), [e](https://nowhere.example)',
    '<picture><img src="docs/images/a.png"></picture>',
    '`npm run demo -- --open`',
  ];
  assert.deepEqual(problems(readme.join('\n\n')), []);
});

for (const [readme, problem] of [
  ['[a](docs/gate.md)', 'README.md: docs/gate.md leads to nothing'],
  ['![a](docs/images/b.png)', 'README.md: docs/images/b.png leads to nothing'],
  ['<img src="docs/images/b.png">', 'README.md: docs/images/b.png leads to nothing'],
  ['[a](docs/gates.md#accept)', 'README.md: docs/gates.md#accept names no heading of docs/gates.md'],
  ['[a](#used)', 'README.md: #used names no heading of README.md'],
  ['```sh\nnpm ci && npm run demos\n```', 'README.md: "npm run demos" is no script of package.json'],
] as const) {
  test(`${JSON.stringify(readme)} is told`, () => assert.deepEqual(problems(readme), [problem]));
}
