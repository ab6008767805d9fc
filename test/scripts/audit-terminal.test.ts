import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempDisposableSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { summaryText } from '../../scripts/audit/summary-text.ts';
import { createTerminalLog } from '../../scripts/audit/terminal-log.ts';

test('the log is for people: commands are carried out, and what is masked is shown in no form', () => {
  const shown: string[] = [];
  const log = createTerminalLog((text) => shown.push(text), false);
  for (const line of [
    '::add-mask::kR8Q~abcdef',
    'Signing in.',
    '::group::Publishing',
    'with kR8Q~abcdef',
    '::debug::not for you',
    '::endgroup::',
    '::warning title=Entra user audit::It expires%0Asoon',
    '::error::Input "rules" is "x"; 100%25 wrong',
    'plain \u001b[31mtext',
    '::set-output name=a::b',
  ]) {
    log.receive(line);
  }
  assert.deepEqual(shown.join('').split('\n'), [
    'Signing in.',
    'Publishing',
    '  with ***',
    'Warning: It expires',
    'soon',
    'Error: Input "rules" is "x"; 100% wrong',
    'plain  [31mtext',
    ': :set-output name=a::b',
    '',
  ]);
  assert.match(
    log.otherwise.join(),
    /^Here, an input is the flag of its name [^,]*, [^,]* folder you are in\. A "with:" block[^.]*\.$/,
  );
});

test('the summary is text: tables in columns, folds open, nothing left of the Markdown but its words', () => {
  const markdown = `## Nothing needs you&#46;

- 🔴 **2 guests** (high): look \`there\`. [More](https://example.com/a)
  - **Anna &#60;b&#62;** &#38;#27;

| | |
| --- | --- |
| Users | **300** |
| Recycle bin | empty |

<details><summary>Accounts by type and state</summary>

\`\`\`mermaid
pie showData
  "Guests, enabled" : 2200
\`\`\`

</details>

### Added (1)

| Name | User principal name |
| --- | --- |
| Bo | bo@contoso.example |

\`\`\`yaml
- rule: x
  user: y
\`\`\`
`;
  assert.equal(
    summaryText(markdown, 60),
    `Nothing needs you.

- 🔴 2 guests (high): look there. More
  (https://example.com/a)
  - Anna <b> &#27;

  Users        300
  Recycle bin  empty

Accounts by type and state

      2,200  Guests, enabled

Added (1)

  Name  User principal name
  Bo    bo@contoso.example

- rule: x
  user: y`,
  );
});

test('of a long table the beginning is shown, and how much more there is', () => {
  const rows = Array.from({ length: 30 }, (_, index) => `| ${index} | a |`).join('\n');
  assert.match(summaryText(`| n | x |\n| --- | --- |\n${rows}\n`, 80), / {2}19 {2}a\n {2}and 10 more, in the files$/);
});

test('a report that could not be opened is told of, whatever the system said', {
  skip: process.platform !== 'linux',
}, () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'opener-'));
  const program = join(folder.path, 'xdg-open');
  writeFileSync(program, '#!/bin/sh\nexit 3\n');
  chmodSync(program, 0o755);
  const code = `import { openFile } from '${new URL('../../scripts/open-file.ts', import.meta.url)}'; openFile('/a')`;
  const env = { ...process.env, PATH: folder.path };
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', code], { env, encoding: 'utf8' });
  assert.equal(stdout, '(xdg-open ended with exit code 3: open the file yourself.)\n');
});
