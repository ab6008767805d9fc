import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { createAgeKey, filesInZip, filesThatHold, openAge } from '../harness/age-files.ts';
import { createWorld } from '../harness/world.ts';

/** A module that keeps a copy of all that goes through a socket, standard output among it, in the file of DUMP. */
const dumper = `data:text/javascript,${encodeURIComponent(`
import { appendFileSync } from 'node:fs';
import { Socket } from 'node:net';
const { write } = Socket.prototype;
Socket.prototype.write = function (chunk, ...rest) {
  appendFileSync(process.env.DUMP, chunk);
  return write.call(this, chunk, ...rest);
};`)}`;

const marker = () => `Mk${randomBytes(8).toString('hex')}`;
const hiddenTexts = ['displayName', 'givenName', 'surname', 'jobTitle', 'companyName', 'officeLocation', 'city'];
const shownTexts = ['department', 'country', 'employeeId', 'usageLocation'];

test('of a public, encrypted, redacted and pseudonymized audit no value of a user is in any byte that left', async () => {
  const auditor = await createAgeKey();
  const folder = await mkdtemp(join(tmpdir(), 'dump-'));
  try {
    await using world = await createWorld({ users: 0, github: { repository: { visibility: 'public' } } });
    const { directory } = world.emulator;
    const hidden: string[] = [];
    const encrypted: string[] = [];
    for (let user = 0; user < 12; user += 1) {
      const texts = (names: readonly string[], into: string[]) =>
        Object.fromEntries(
          names.map((name) => {
            const value = name === 'usageLocation' ? 'DE' : `${marker()}É`;
            if (name !== 'usageLocation') into.push(value);
            return [name, value];
          }),
        );
      const [upn, mail] = [`${marker()}@contoso.example`, `${marker()}@contoso.example`];
      const own = { ...texts(hiddenTexts, hidden), ...texts(shownTexts, encrypted) };
      const proxyAddresses = [`SMTP:${mail.toUpperCase()}`];
      const { id } = directory.create({ ...own, userPrincipalName: upn, mail, proxyAddresses, otherMails: [mail] });
      hidden.push(upn, mail, id as string);
    }
    const inputs = {
      ...{ 'encrypt-to': auditor.recipient, 'age-identity': auditor.identity },
      ...{ redact: hiddenTexts.join(), pseudonymize: 'id, userPrincipalName, mail, proxyAddresses, otherMails' },
      ...{ 'pseudonym-key': randomBytes(32).toString('base64'), select: 'profile', 'include-manager': 'true' },
      ...{ formats: 'jsonl, json, csv, html' },
    };
    for (const day of [1, 2]) {
      const dump = join(folder, `day-${day}`);
      const run = await world.audit(inputs, { env: { NODE_OPTIONS: `--import=${dumper}`, DUMP: dump }, debug: true });
      assert.deepEqual([run.exitCode, run.annotations.error, run.annotations.warning], [0, [], []]);
      const left = new Map<string, Buffer>([
        ['sockets', await readFile(dump)],
        ['rest', Buffer.from(run.stdout + run.stderr + run.summary + JSON.stringify(run.outputs))],
      ]);
      assert.match(String(left.get('sockets')), /GET \/v1\.0\/users/);
      const zip = world.github.artifacts(run.workflowRun?.id ?? 0)[0]?.zip ?? Buffer.alloc(0);
      assert.ok(left.get('sockets')?.includes(zip.subarray(0, 60)), 'what was uploaded is in the dump');
      for (const [name, bytes] of filesInZip(zip)) left.set(name, Buffer.from(bytes));
      assertNowhere([...hidden, ...encrypted], left);
      assert.deepEqual(
        await filesThatHold(join(run.temporaryDirectory, '..'), [...hidden, ...encrypted].map(withoutAccent)),
        [],
      );
      const opened = new Map<string, Buffer>();
      for (const [name, bytes] of left)
        if (name.endsWith('.age')) opened.set(name, Buffer.from(await openAge(bytes, auditor)));
      assertNowhere(hidden, opened);
      assert.throws(() => assertNowhere(encrypted, opened), 'what is not hidden is in the files that were encrypted');
      directory.update([...directory.users()][day]?.id as string, { department: encrypted[0] ?? '' });
    }
  } finally {
    await rm(folder, { recursive: true });
  }
});

function assertNowhere(values: readonly string[], left: ReadonlyMap<string, Buffer>): void {
  for (const [name, bytes] of left) {
    const text = fold(bytes.toString());
    for (const value of values) {
      for (const form of [fold(value), fold(value.normalize('NFD')), encodeURIComponent(value).toLowerCase()]) {
        assert.ok(!text.includes(form), `${value} is in ${name}`);
      }
    }
  }
}

function fold(text: string): string {
  return text.normalize('NFKC').toUpperCase().toLowerCase();
}

/** Files are searched byte by byte. */
function withoutAccent(value: string): string {
  return value.replace('É', '');
}
