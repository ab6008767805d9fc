import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { createDisclosure } from '../../src/privacy/disclosure.ts';
import { foldText } from '../../src/privacy/folded-text.ts';
import type { GraphUser } from '../../src/users/user-type.ts';

const pseudonymKey = 'Zb7Kq2mW9xT4vN8pR1sJ6dF3gH5yL0cA';
const tenant = '6babcaad-604b-40ac-a9d7-9fd97c0b779f';
const hide = (redact: string[], pseudonymize: string[] = [], tenantId = tenant) => {
  const disclosure = createDisclosure({ redact, pseudonymize, pseudonymKey }, tenantId);
  assert.ok(disclosure);
  return disclosure;
};
const anna: GraphUser = {
  id: '11111111-1111-4111-8111-111111111111',
  userPrincipalName: 'Anna.Sample@contoso.example',
  displayName: 'Anna Sample-Weber',
  mail: 'anna.sample@contoso.example',
  proxyAddresses: ['SMTP:Anna.Sample@contoso.example', 'smtp:a@contoso.example'],
  department: 'Sales',
  manager: { id: '22222222-2222-4222-8222-222222222222', userPrincipalName: 'boss@contoso.example' },
};

test('nothing hidden: nothing passes', () => {
  assert.equal(createDisclosure({ redact: [], pseudonymize: [], pseudonymKey }, tenant), undefined);
});

test('a redacted property goes, and its value wherever else it stands', () => {
  const disclosure = hide(['mail']);
  disclosure.see(anna);
  assert.deepEqual(disclosure.user(anna), {
    ...{ id: anna.id, userPrincipalName: '(redacted)', displayName: anna.displayName },
    proxyAddresses: ['SMTP:(redacted)', 'smtp:a@contoso.example'],
    ...{ department: 'Sales', manager: anna.manager },
  });
});

test('a pseudonym is an HMAC over tenant, property and normalised value', () => {
  const disclosure = hide([], ['mail', 'proxyAddresses', 'id', 'displayName']);
  disclosure.see(anna);
  const shown = disclosure.user(anna);
  const hmac = (property: string, value: string, tenantId = tenant) =>
    createHmac('sha256', pseudonymKey).update(`${tenantId}\n${property}\n${value}`).digest('hex');
  assert.equal(shown.mail, hmac('mail', 'anna.sample@contoso.example'));
  assert.equal(shown.id, hmac('id', anna.id));
  assert.equal(shown.displayName, hmac('displayName', 'Anna Sample-Weber'));
  assert.deepEqual(shown.proxyAddresses, [
    `SMTP:${hmac('proxyAddresses', 'anna.sample@contoso.example')}`,
    `smtp:${hmac('proxyAddresses', 'a@contoso.example')}`,
  ]);
  assert.deepEqual(shown.manager, {
    id: hmac('id', '22222222-2222-4222-8222-222222222222'),
    userPrincipalName: 'boss@contoso.example',
  });
  assert.notEqual(hide([], ['mail'], 'other').value('mail', anna.mail), shown.mail);
  assert.equal(disclosure.value('mail', 'ANNA.Sample@contoso.EXAMPLE'), shown.mail);
});

test('the value of one user is hidden in what another has, and in free text', () => {
  const disclosure = hide(['mail']);
  disclosure.see(anna);
  const other = {
    id: '3',
    mail: null,
    proxyAddresses: ['smtp:ANNA.sample@contoso.example'],
    jobTitle: 'For anna.sample@contoso.example',
  };
  assert.deepEqual(disclosure.user(other), {
    id: '3',
    proxyAddresses: ['smtp:(redacted)'],
    jobTitle: 'For (redacted)',
  });
  assert.equal(
    disclosure.text('See <Anna.Sample@contoso.example>, or anna.sample@CONTOSO.example.'),
    'See <(redacted)>, or (redacted).',
  );
  const guest = { id: '4', userPrincipalName: 'anna.sample_contoso.example#EXT#@fabrikam.example' };
  assert.equal(disclosure.user(guest).userPrincipalName, '(redacted)#EXT#@fabrikam.example');
});

test('what many share is hidden in its own property alone', () => {
  const disclosure = hide(['department', 'createdDateTime']);
  const user = {
    id: '1',
    department: 'Sales',
    jobTitle: 'Sales',
    createdDateTime: '2026-01-01T00:00:00Z',
    externalUserStateChangeDateTime: '2026-01-01T00:00:00Z',
  };
  disclosure.see(user);
  assert.deepEqual(disclosure.user(user), {
    id: '1',
    jobTitle: 'Sales',
    externalUserStateChangeDateTime: '2026-01-01T00:00:00Z',
  });
});

test('whatever is hidden is nowhere, in no case or form', () => {
  const names = [
    'userPrincipalName',
    'displayName',
    'mail',
    'jobTitle',
    'employeeId',
    'otherMails',
    'proxyAddresses',
    'extension_x',
  ];
  // Of one length and two alphabets: none is a part of another.
  const marker = fc.oneof(
    fc.stringMatching(/^[a-zA-ZäöüÅé]{14}$/),
    fc.stringMatching(/^[0-9]{14}$/).map((name) => `${name}@contoso.example`),
  );
  const user = fc.tuple(
    fc.array(marker, { minLength: names.length, maxLength: names.length }),
    fc.nat(7),
    fc.nat(7),
    fc.constantFrom('NFC', 'NFD', 'NFKC'),
  );
  fc.assert(
    fc.property(
      fc.array(user, { minLength: 1, maxLength: 4 }),
      fc.subarray(names, { minLength: 1 }),
      fc.boolean(),
      (made, hidden, redacts) => {
        const users = made.map(([values, from, to, form], index) => {
          const fields: Record<string, unknown> = {};
          names.forEach((name, place) => {
            fields[name] = name.endsWith('s') && name !== 'alias' ? [`smtp:${values[place]}`] : values[place];
          });
          // The value of one stands in another, within a text and in another spelling.
          fields.aboutMe = `Also ${values[from]?.toUpperCase()} or ${values[to]?.normalize(form)}.`;
          return { id: `id-${index}`, ...fields } as GraphUser;
        });
        const disclosure = redacts ? hide(hidden) : hide([], hidden);
        for (const one of users) disclosure.see(one);
        const shown = foldText(JSON.stringify(users.map(disclosure.user)));
        for (const [values] of made) {
          for (const name of hidden) {
            const value = values[names.indexOf(name)] ?? '';
            assert.ok(!shown.includes(foldText(value)), `${name}: ${value}`);
          }
        }
      },
    ),
    { numRuns: 60 },
  );
});
