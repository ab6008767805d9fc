import type { Directory, UserRecord } from '../emulator/directory/directory.ts';

/** What happens in the tenant of the demo between two audits. @returns each event as a sentence */
export function changeOvernight(directory: Directory, domain: string): string[] {
  const members = [...directory.users()].filter(
    ({ userType, accountEnabled }) => userType === 'Member' && accountEnabled,
  );
  const plain = members.filter(({ displayName }) => /^[A-Za-z]+ [A-Za-z]+$/.test(String(displayName)));
  const [victim, mover, leaver, returning, licensed, addressed] = plain as [
    UserRecord,
    UserRecord,
    UserRecord,
    UserRecord,
    UserRecord,
    UserRecord,
  ];

  for (let number = 1; number <= 3; number += 1) {
    const name = `New Colleague ${number}`;
    directory.create({ displayName: name, userPrincipalName: `new.colleague${number}@${domain}`, department: 'Sales' });
  }
  directory.delete(leaver.id);
  directory.update(mover.id, { department: 'Legal', jobTitle: 'Counsel' });
  directory.update(licensed.id, {
    accountEnabled: false,
    assignedLicenses: [{ skuId: 'c7df2760-2c81-4ef7-b578-5b5392b571df' }],
  });
  directory.update(addressed.id, { mail: victim.mail ?? victim.userPrincipalName });
  directory.update(victim.id, { mail: victim.mail ?? victim.userPrincipalName });
  directory.delete(returning.id);
  directory.create({ displayName: returning.displayName, userPrincipalName: returning.userPrincipalName });
  // The letter "a" of the Cyrillic alphabet, or an invisible space where the name has none.
  const name = String(victim.displayName);
  const imitation = name.includes('a') ? name.replace('a', '\u0430') : `${name}\u200b`;
  const invited = { userType: 'Guest', externalUserState: 'Accepted', creationType: 'Invitation' };
  directory.create({
    ...invited,
    displayName: imitation,
    userPrincipalName: `someone_attacker.example#EXT#@${domain}`,
  });
  return [
    'three people join',
    'somebody leaves and lies in the recycle bin, and somebody changes the department',
    'a leaver is disabled, and keeps the licence',
    'two accounts end up with one mail address',
    'an account is deleted and created again under the same name',
    "a guest arrives whose name looks like a member's, with one letter of another alphabet",
  ];
}
