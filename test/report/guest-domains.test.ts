import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createGuestDomains } from '../../src/report/guest-domains.ts';

test('guests are counted by the domain of their address, or by what Entra made of it', () => {
  const guests = createGuestDomains(['id', 'mail', 'sponsors']);
  const state = { accountEnabled: true, externalUserState: 'PendingAcceptance' };
  guests.add({ id: 'a', mail: 'a@Fabrikam.example', ...state, createdDateTime: '2026-02-01T00:00:00Z', sponsors: [] });
  guests.add({
    ...{ id: 'b', mail: null, userPrincipalName: 'b_c_fabrikam.example#EXT#@contoso.example', accountEnabled: false },
    ...{ externalUserState: 'Accepted', createdDateTime: '2025-02-01T00:00:00Z', sponsors: [{ id: 's' }] },
  });
  guests.add({ id: 'c', mail: 'c@woodgrove.example', sponsors: null });
  guests.add({ id: 'd', mail: 'hidden', userPrincipalName: 'hidden' });
  const none = { guests: 1, enabled: 0, pending: 0, oldest: null, withoutSponsor: 0 };
  assert.deepEqual(guests.domains(), [
    {
      ...{ domain: 'fabrikam.example', guests: 2, enabled: 1, pending: 1 },
      ...{ oldest: '2025-02-01T00:00:00Z', withoutSponsor: 1 },
    },
    { domain: 'woodgrove.example', ...none },
    { domain: null, ...none },
  ]);
});

test('where nobody asked for sponsors it is not known who has none; and without an address nothing is', () => {
  const guests = createGuestDomains(['id', 'mail']);
  guests.add({ id: 'a', mail: null });
  assert.equal(guests.domains(), undefined);
  guests.add({ id: 'b', mail: 'b@fabrikam.example', sponsors: [] });
  assert.deepEqual(
    guests.domains()?.map(({ domain, guests: number, withoutSponsor }) => [domain, number, withoutSponsor]),
    [
      ['fabrikam.example', 1, null],
      [null, 1, null],
    ],
  );
});

test('twenty domains are told by name, all others together, and none is lost however many there are', () => {
  const guests = createGuestDomains(['id', 'mail']);
  for (let number = 0; number < 6_000; number += 1) {
    const createdDateTime = `2026-01-${String(31 - (number % 30)).padStart(2, '0')}T00:00:00Z`;
    guests.add({ id: `${number}`, mail: `a@d${number}.example`, createdDateTime, accountEnabled: true });
  }
  guests.add({ id: 'x', mail: 'x@d4999.example' });
  const domains = guests.domains() ?? [];
  assert.deepEqual([domains.length, domains[0]?.domain, domains[0]?.guests], [21, 'd4999.example', 2]);
  const others = domains.at(-1);
  assert.deepEqual([others?.domain, others?.guests, others?.enabled], [null, 5_980, 5_980]);
  assert.equal(others?.oldest, '2026-01-02T00:00:00Z');
});

test('domains with as many guests stand in the order of their names, and all others add up', () => {
  const guests = createGuestDomains(['id', 'mail', 'sponsors']);
  const names = Array.from({ length: 23 }, (_, index) => String.fromCharCode(119 - index));
  for (const name of names) {
    guests.add({
      ...{ id: name, mail: `${name}@${name}.example`, externalUserState: 'PendingAcceptance', sponsors: [] },
      createdDateTime: `2026-01-0${name === 'w' ? 1 : 2}T00:00:00Z`,
    });
  }
  const domains = guests.domains() ?? [];
  assert.deepEqual(
    domains.map(({ domain }) => domain?.slice(0, 1) ?? ''),
    [...'abcdefghijklmnopqrst', ''],
  );
  assert.deepEqual(domains.at(-1), {
    ...{ domain: null, guests: 3, enabled: 0, pending: 3, withoutSponsor: 3 },
    oldest: '2026-01-01T00:00:00Z',
  });
});

test('where all others have no date, or no domain tells more, nothing is made up', () => {
  const guests = createGuestDomains(['id', 'mail', 'userPrincipalName']);
  guests.add({ id: 'a', mail: 'a@', userPrincipalName: 'x#EXT#@contoso.example' });
  guests.add({ id: 'b', mail: '', userPrincipalName: 'b_c.example' });
  guests.add({ id: 'c', userPrincipalName: '_d.example#EXT#@contoso.example' });
  assert.deepEqual(
    guests.domains()?.map(({ domain, guests, oldest, withoutSponsor }) => [domain, guests, oldest, withoutSponsor]),
    [
      ['d.example', 1, null, null],
      [null, 2, null, null],
    ],
  );
});
