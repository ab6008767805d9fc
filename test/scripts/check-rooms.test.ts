import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkRooms } from '../../scripts/check-rooms.ts';

const house: Record<string, string> = {
  'src/post.ts': '',
  'src/main.ts':
    "import { audit } from './audit/audit.ts';\nimport * as core from './github/commands.ts';\nconst { env } = process;",
  'src/host.ts': "import type { Facts } from './base/failure.ts';",
  'src/audit/audit.ts': "import type { Host } from '../host.ts';\nimport { count } from '../base/numbers.ts';",
  'src/github/commands.ts':
    "import { issue } from '../../node_modules/@actions/core/lib/command.js';\nimport type { Log } from '../host.ts';\nprocess.env.GITHUB_OUTPUT;",
  'src/graph/client.ts': "import { sum } from './parts/sum.ts';\nimport { retrying } from '../http/retry.ts';",
  'src/graph/parts/sum.ts': 'export const sum = 1;',
  'src/http/retry.ts': "import { Failure } from '../base/failure.ts';",
  'src/base/failure.ts': 'export class Failure {}',
  'src/base/numbers.ts': 'export const count = 1;',
  'emulator/index.ts': "import { users } from './graph/users.ts';",
  'emulator/graph/users.ts': 'export const users = [];',
  'infra/test/config.test.mts': "import { config } from '../config.ts';",
  'infra/config.ts':
    "import { readFile } from 'node:fs/promises';\nimport * as pulumi from '@pulumi/pulumi/automation';",
  'test/graph/client.test.ts': "import { client } from '../../src/graph/client.ts';",
};

function check(changes: Record<string, string> = {}): string[] {
  return checkRooms(new Map(Object.entries({ ...house, ...changes })), new Map([['infra', ['@pulumi/pulumi']]]))
    .problems;
}

test('a house in order has nothing to be said of it', () => {
  assert.deepEqual(check(), []);
});

const faults: [what: string, changes: Record<string, string>, said: RegExp][] = [
  [
    'an arrow against the rule',
    { 'src/http/retry.ts': "import { sum } from '../graph/parts/sum.ts';" },
    /^src\/http\/retry\.ts imports src\/graph\/parts\/sum\.ts: http\/ may use base$/,
  ],
  [
    'an arrow between rooms of one row',
    { 'src/graph/parts/sum.ts': "export { id } from '../../list/id.ts';", 'src/list/id.ts': 'export const id = 1;' },
    /imports src\/list\/id\.ts: graph\/ may use base, problems, http, disk, users$/,
  ],
  [
    'an arrow of a type alone',
    { 'src/base/numbers.ts': "import type { Pace } from '../http/retry.ts';" },
    /^src\/base\/numbers\.ts imports .*: base\/ may use no other room$/,
  ],
  [
    'an arrow of what is loaded later',
    { 'src/graph/client.ts': "const x = await import('../audit/audit.ts');" },
    /^src\/graph\/client\.ts imports src\/audit\/audit\.ts/,
  ],
  [
    'a room that knows GitHub',
    { 'src/audit/audit.ts': "import { issue } from '../github/commands.ts';" },
    /only the entries see github\//,
  ],
  [
    'a GitHub that knows the audit',
    { 'src/github/commands.ts': "import { audit } from '../audit/audit.ts';" },
    /github\/ sees nothing but base, http, disk and host\.ts$/,
  ],
  [
    'a host that does more than name types of base and http',
    { 'src/host.ts': "import type { Row } from './problems/row.ts';", 'src/problems/row.ts': 'export type Row = 1;' },
    /^src\/host\.ts imports src\/problems\/row\.ts: host\.ts is types only/,
  ],
  [
    'a lower room that sees the host',
    { 'src/graph/client.ts': "import type { Host } from '../host.ts';" },
    /host\.ts is for compare, audit, github and the entries$/,
  ],
  ['an entry that is used', { 'src/graph/client.ts': "import '../main.ts';" }, /nobody uses an entry/],
  [
    'a cycle',
    { 'src/graph/parts/sum.ts': "import { client } from '../client.ts';" },
    /^src\/graph\/client\.ts -> src\/graph\/parts\/sum\.ts -> src\/graph\/client\.ts is a cycle of imports/,
  ],
  [
    'a cycle of types alone, in the emulator',
    { 'emulator/graph/users.ts': "import type { Emulator } from '../index.ts';" },
    /^emulator\/index\.ts -> emulator\/graph\/users\.ts -> emulator\/index\.ts is a cycle/,
  ],
  ['a loose file', { 'src/tell.ts': '' }, /^src\/tell\.ts stands loose in src\/: .* lives in a room$/],
  ['a file in no room', { 'src/utils/tell.ts': '' }, /^src\/utils\/tell\.ts is in a room that the house does not have/],
  ['a test of no room', { 'test/tell.test.ts': '' }, /^test\/tell\.test\.ts mirrors no room/],
  [
    'a room that reads the environment',
    { 'src/audit/audit.ts': 'process.env.CI;' },
    /^src\/audit\/audit\.ts reads process\.env/,
  ],
  [
    'the same in other words',
    { 'src/audit/audit.ts': 'const { env } = process;' },
    /reads process\.env: only github\//,
  ],
  ['and in others still', { 'src/audit/audit.ts': "import { env } from 'node:process';" }, /reads process\.env/],
  [
    'an emulator that knows the Action',
    { 'emulator/index.ts': "import '../src/main.ts';" },
    /emulator\/ uses nothing from outside$/,
  ],
  [
    'a package that leaves its folder',
    { 'infra/config.ts': "import '../src/main.ts';" },
    /infra\/ uses nothing from outside$/,
  ],
  [
    'a package that imports what it does not depend on',
    { 'infra/config.ts': "import { parse } from 'yaml';" },
    /^infra\/config\.ts imports yaml, which infra\/package\.json does not depend on$/,
  ],
];

for (const [what, changes, said] of faults) {
  test(`${what} is refused, and why`, () => {
    const [first = '', ...more] = check(changes);
    assert.match(first, said);
    assert.deepEqual(more, []);
  });
}
