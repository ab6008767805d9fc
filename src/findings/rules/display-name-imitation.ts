import { isDisguised, nameSkeleton, plainName } from '../lookalikes.ts';
import { type Found, type GroupMember, type GroupRule, isGuest } from './rule.ts';

interface Note {
  guest: boolean;
  created: string | null;
}

const shownOthers = 5;

export const displayNameImitation: GroupRule = {
  kind: 'group',
  id: 'display-name-imitation',
  title: "Display name that imitates another user's",
  headline: { one: "account imitates another user's name", many: "accounts imitate other users' names" },
  severity: 'high',
  why: "People trust the name that they see in mail, chat and sharing dialogs. Letters that look alike, invisible characters, or a guest with a member's name make one person pass for another.",
  fix: 'Ask who is behind the account. Rename it, or disable it and look at what it did.',
  needs: ['displayName', 'userType', 'createdDateTime'],
  sources: [
    {
      title: 'Unicode Technical Standard #39: Unicode Security Mechanisms, confusable detection',
      url: 'https://www.unicode.org/reports/tr39/#Confusable_Detection',
    },
  ],
  keys({ displayName }) {
    const skeleton = typeof displayName === 'string' ? nameSkeleton(displayName) : '';
    // What is left of a name of signs alone says nothing about people.
    return /\p{L}.*\p{L}/su.test(skeleton) ? [skeleton] : [];
  },
  note: (user): Note => ({
    guest: isGuest(user),
    created: typeof user.createdDateTime === 'string' ? user.createdDateTime : null,
  }),
  judge(members) {
    const plain = new Map(members.map((member) => [member, plainName(member.displayName ?? '')]));
    const plainOf = (member: GroupMember) => plain.get(member) ?? plainName(member.displayName ?? '');
    const same = new Set(plain.values()).size === 1;
    const hasMember = members.some(({ note }) => !(note as Note).guest);
    const hasGuest = members.some(({ note }) => (note as Note).guest);
    const honest = members.filter(({ displayName }) => !isDisguised(displayName ?? ''));
    const oldest = honest.toSorted((a, b) => createdOf(a).localeCompare(createdOf(b)))[0];
    return (member) => {
      const { guest } = member.note as Note;
      const name = member.displayName ?? '';
      // Most people who share a name share it openly.
      if (same && !hasGuest && !guest && plainOf(member) === plainOf(members[0] ?? member) && !isDisguised(name)) {
        return undefined;
      }
      const others = members.filter((other) => other.id !== member.id);
      const found = (why: string) => foundOf(member, others, why);
      if (isDisguised(name) && others.some(({ displayName }) => displayName !== member.displayName)) {
        return found("Its name looks like another user's, by letters of other alphabets or invisible characters.");
      }
      if (guest && hasMember) return found('A guest with the name of a member.');
      // Nobody hides anything, and yet the names are not the same: the newer account is the one to look at.
      const differs = oldest !== undefined && plainOf(member) !== plainOf(oldest);
      return differs && honest.length > 1 && member.id !== oldest.id
        ? found("Its name can hardly be told from another user's.")
        : undefined;
    };
  },
};

function foundOf(member: GroupMember, others: readonly GroupMember[], why: string): Found {
  const { guest } = member.note as Note;
  return {
    why,
    evidence: {
      displayName: member.displayName,
      characters: strangeCharacters(member.displayName ?? ''),
      userType: guest ? 'Guest' : 'Member',
      others: others
        .slice(0, shownOthers)
        .map(({ id, userPrincipalName, displayName }) => ({ id, userPrincipalName, displayName })),
    },
  };
}

function createdOf({ note }: GroupMember): string {
  // Without a date it is older than any: Graph knows no date for some users from before June 2018.
  return (note as Note).created ?? '';
}

/** The characters that are not plain ASCII, by number: what the eye cannot tell apart. */
function strangeCharacters(name: string): string[] {
  const strange = [...name].filter((character) => (character.codePointAt(0) as number) > 126 || character < ' ');
  const numbers = strange.map(
    (character) => `U+${(character.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')}`,
  );
  return [...new Set(numbers)].slice(0, 20);
}
