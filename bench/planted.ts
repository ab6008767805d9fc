import type { GraphUser } from '../src/users/user-type.ts';

/** Accounts that an attacker made, and the findings of high severity that should tell of them. */
export interface Planted {
  users: GraphUser[];
  findings: { what: string; rule: string; is(subject: string): boolean }[];
}

/** Ways of writing a name so that it reads like another; undefined where a name has no letter for it. */
const disguises: [string, (name: string) => string][] = [
  ['a Cyrillic a', (name) => name.replace('a', '\u0430')],
  ['a Cyrillic e', (name) => name.replace('e', '\u0435')],
  ['a Greek o', (name) => name.replace('o', '\u03BF')],
  ['a Cherokee capital', (name) => name.replace('A', '\u13AA')],
  ['a zero-width space', (name) => `${name.slice(0, 2)}\u200B${name.slice(2)}`],
  ['a word joiner at the end', (name) => `${name}\u2060`],
  ['a soft hyphen', (name) => `${name.slice(0, 3)}\u00AD${name.slice(3)}`],
  ['a change of direction', (name) => `\u202A${name}\u202C`],
  [
    'a letter in full width',
    (name) => name.replace(/[a-z]/, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)),
  ],
  [
    'a mathematical letter',
    (name) => name.replace(/[a-z]/, (letter) => String.fromCodePoint(0x1d41a + letter.charCodeAt(0) - 97)),
  ],
  ['a letter of phonetics', (name) => name.replace('a', '\u0251')],
  ['a capital I for l', (name) => name.replace(/(?<=\p{Ll})l(?=\p{Ll})/u, 'I')],
  ['a digit 1 for l', (name) => name.replace(/(?<=\p{Ll})l(?=\p{Ll})/u, '1')],
  ['a digit 0 for o', (name) => name.replace(/(?<=\p{Ll})o(?=\p{Ll})/u, '0')],
  ['rn for m', (name) => name.replace(/(?<=\p{Ll})m(?=\p{Ll})/u, 'rn')],
];

/** @param people from whom the names are taken: plain ones, in which a reader sees no strange letter anyway */
export function plant(people: readonly GraphUser[], seed: number, now: number): Planted {
  const plain = people.filter(
    ({ displayName, userType }) =>
      userType === 'Member' && typeof displayName === 'string' && /^[A-Z][a-z]{2,} [A-Z][a-z]{2,}$/.test(displayName),
  );
  const day = (days: number) => `${new Date(now - days * 86_400_000).toISOString().slice(0, 19)}Z`;
  const account = (number: number, displayName: string, userType: string, createdDateTime: string): GraphUser => ({
    ...{ id: `ffffffff-0000-4000-8000-${String(number).padStart(12, '0')}`, displayName, userType, createdDateTime },
    ...{ userPrincipalName: `planted${number}@contoso.example`, mail: null, proxyAddresses: [], accountEnabled: true },
    ...{ externalUserState: userType === 'Guest' ? 'Accepted' : null, assignedLicenses: [] },
  });
  const imitations = disguises.flatMap(([what, disguise], index) => {
    const from = (seed * 7919 + index * 104_729) % Math.max(1, plain.length);
    const names = [...plain.slice(from), ...plain.slice(0, from)].map((user) => String(user.displayName));
    const name = names.find((one) => disguise(one) !== one);
    if (name === undefined) return [];
    const user = account(index, disguise(name), index % 2 === 0 ? 'Guest' : 'Member', day(2));
    return [{ user, finding: { what, rule: 'display-name-imitation', is: (id: string) => id === user.id } }];
  });
  // A burst that no tenant of this size has by habit.
  const size = 30 + Math.ceil(people.length / 100);
  const burst = Array.from({ length: size }, (_, index) =>
    account(1_000 + index, `Batch ${index} account`, 'Member', day(1)),
  );
  const begins = day(1).slice(0, 16);
  return {
    users: [...imitations.map(({ user }) => user), ...burst],
    findings: [
      ...imitations.map(({ finding }) => finding),
      {
        what: 'a burst of accounts',
        rule: 'creation-burst',
        is: (subject) => subject <= begins && subject.slice(0, 10) === begins.slice(0, 10),
      },
    ],
  };
}
