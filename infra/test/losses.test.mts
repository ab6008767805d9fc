import assert from 'node:assert/strict';
import { test } from 'node:test';
import { certificateFacts } from '../certificate-facts.ts';
import { ConfigError, readConfig } from '../config.ts';
import { type Held, type HeldCertificate, nothingHeld } from '../held.ts';
import { sourceOf } from './config-source.mts';
import { selfSigned } from './self-signed.mts';

const day = 24 * 60 * 60 * 1000;
const now = Date.UTC(2026, 10, 25, 12);
const github = { repository: 'contoso/audit', branches: ['main'] };

/** A certificate that the stack made 80 days ago for 180. */
function made(name: string, more: Partial<HeldCertificate> = {}): HeldCertificate {
  const [start, end] = [now - 80 * day, now + 100 * day];
  return { name, made: true, thumbprint: name.toUpperCase(), start, end, days: 180, ...more };
}

function holding(active: string | undefined, ...certificates: HeldCertificate[]): Held {
  return { ...nothingHeld, certificates, active };
}

function problemsWith(held: Held, config: object): readonly string[] {
  try {
    readConfig({ ...sourceOf(config), held, now });
    return [];
  } catch (error) {
    assert.ok(error instanceof ConfigError, String(error));
    return error.problems;
  }
}

const validFrom = (start: number, end: number) =>
  selfSigned({ notBefore: new Date(now + start * day), notAfter: new Date(now + end * day) });

test('the certificate that is handed out stays, whatever is written beside or instead of it', () => {
  const keep = [
    '    pulumi config set --path certificates.first.validityDays 180',
    '    pulumi config set active first',
  ];
  const held = holding('first', made('first'));
  for (const config of [{ certificates: { second: {} } }, { github }, { github, certificates: { second: {} } }]) {
    const [problem = '', ...others] = problemsWith(held, config);
    assert.deepEqual(others, []);
    assert.match(problem, /^"certificates" leaves out "first", the certificate that is handed out/);
    assert.deepEqual(problem.split('\n').slice(1, 3), keep);
  }
  const both = holding('first', made('first'), made('second'));
  assert.equal(
    problemsWith(both, { certificates: { second: {} }, active: 'second' }).length,
    1,
    'switched and removed',
  );
  assert.deepEqual(problemsWith(held, {}), []);
  assert.deepEqual(problemsWith(held, { github, certificates: { first: {} } }), []);
  assert.deepEqual(problemsWith(held, { certificates: { first: {}, second: {} }, active: 'first' }), []);
});

test('another certificate goes when its entry does, but not in passing: a renamed entry is refused', () => {
  const held = holding('second', made('first'), made('second'));
  assert.deepEqual(problemsWith(held, { certificates: { second: {} } }), []);
  const [problem = '', ...others] = problemsWith(held, { certificates: { second: {}, third: {} }, active: 'second' });
  assert.deepEqual(others, []);
  assert.match(problem, /^"certificates" leaves out "first" while "third" is new/);
  assert.match(
    problem,
    /\n {4}pulumi config set --path certificates\.first\.validityDays 180\n {4}or take it away in an/,
  );
});

test('the last one goes after an up that hands out none, and only where GitHub is trusted', () => {
  const certificates = { first: {} };
  assert.deepEqual(problemsWith(holding('first', made('first')), { github, certificates, active: 'none' }), []);
  assert.deepEqual(problemsWith(holding(undefined, made('first')), { github }), []);
  assert.match(problemsWith(nothingHeld, { certificates, active: 'none' })[0] ?? '', /without "github" nobody could/);
  assert.match(problemsWith(nothingHeld, { certificates: { none: {} }, github })[0] ?? '', /the name "none" is what/);
});

test('a certificate keeps its name: another one takes one of its own', async () => {
  const [old, other] = await Promise.all([validFrom(-10, 100), validFrom(-1, 200)]);
  const hsm = { name: 'hsm', made: false, ...certificateFacts(old.certificatePem) };
  const held = holding('hsm', hsm);
  const certificates = (entry: object) => ({ certificates: { hsm: entry } });
  assert.deepEqual(problemsWith(held, certificates({ pem: old.certificatePem })), []);
  for (const entry of [{ pem: other.certificatePem }, {}]) {
    const [problem = '', ...others] = problemsWith(held, certificates(entry));
    assert.match(problem, /^"certificates\.hsm" is not the certificate that is registered under this name/);
    assert.deepEqual(others, []);
  }
  assert.match(
    problemsWith(held, { certificates: { other: { pem: other.certificatePem } } })[0] ?? '',
    /\n {4}pulumi config set --path certificates\.hsm\.pem -- "\$\(cat certificate\.pem\)"\n/,
  );
  assert.equal(problemsWith(holding('hsm', made('hsm')), certificates({ pem: other.certificatePem })).length, 1);
});

test('what has ended, or is not valid yet, cannot become active; what is active may end', async () => {
  const [ended, early] = await Promise.all([validFrom(-100, -1), validFrom(1, 100)]);
  const brought = (name: string, pem: string) => ({ certificates: { first: {}, [name]: { pem } }, active: name });
  const held = holding('first', made('first'));
  assert.deepEqual(problemsWith(held, brought('ended', ended.certificatePem)), [
    '"active" names "ended", which ended on 2026-11-24',
  ]);
  assert.deepEqual(problemsWith(held, brought('early', early.certificatePem)), [
    '"active" names "early", which is not valid before 2026-11-26T12:00:00.000Z',
  ]);
  const certificates = { first: {}, second: {} };
  const second = made('second', { end: now - 1 });
  assert.equal(problemsWith(holding('first', made('first'), second), { certificates, active: 'second' }).length, 1);
  assert.deepEqual(problemsWith(holding('second', made('first'), second), { certificates, active: 'second' }), []);
});

test('losses are told together with everything else that is wrong', () => {
  const problems = problemsWith(holding('first', made('first')), { github, validityDays: 731, owners: ['me'] });
  assert.equal(problems.length, 3);
});
