import { isDisguised, meantName } from '../disguises.ts';
import { type Imitation, imitationOf } from '../imitation.ts';
import { hasOddBlank, nameKeys, nameSkeleton, plainName } from '../lookalikes.ts';
import { type Found, type GroupMember, type GroupRule, isGuest, type Severity } from './rule.ts';

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
  severityWhy:
    "High for disguised letters: nobody writes a name like that by chance. Medium for a guest under a member's name, or a name with a blank that nobody types: mostly it is the same person, or a copy. Low where several members share the name: then it is a common one in this tenant.",
  confuses:
    'A guest who is a namesake, who was hired, or who has an account at a sister company. A name that was pasted from a document with its blanks.',
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
    // A name of signs alone says nothing about people.
    return typeof displayName === 'string' && /\p{L}.*\p{L}/su.test(displayName) ? nameKeys(displayName) : [];
  },
  note: (user): Note => ({
    guest: isGuest(user),
    created: typeof user.createdDateTime === 'string' ? user.createdDateTime : null,
  }),
  // Members who are called the same to the letter are namesakes; a guest among them may be somebody's copy.
  like: (user) => (isGuest(user) ? null : String(user.displayName)),
  judge(members, whole) {
    const names = createNames(members);
    return (member) => {
      const name = names.of(member);
      // Most members of a group are like all others, and are looked at no further.
      const others = (alike: (other: Name) => boolean) =>
        members.filter((other) => other.id !== member.id && alike(names.of(other)));
      const found = (severity: Severity, why: string, alike: (other: Name) => boolean) =>
        foundOf(member, others(alike), { severity, why });

      const isAlike = (other: Name) => other !== name && looksLike(name, other);
      if (name.disguised && others(isAlike).length > 0) {
        const why = "Its name looks like another user's, by letters of other alphabets or invisible characters.";
        return found('high', why, isAlike);
      }
      const imitated = names.imitatedBy(member);
      if (imitated.size > 0) {
        return found('high', "Its name can hardly be told from another user's.", (other) => imitated.has(other));
      }
      const isSame = (other: Name) => other.plain === name.plain;
      const namesakes = noteOf(member).guest ? names.membersCalled(name.plain) : 0;
      if (namesakes > 0) {
        const isCommon = namesakes > 1 || !whole;
        const why = isCommon ? 'A guest with a name that several members have.' : 'A guest with the name of a member.';
        return found(isCommon ? 'low' : 'medium', why, isSame);
      }
      if (name.oddBlank && others((other) => isSame(other) && !other.oddBlank).length > 0) {
        return found('medium', "Its name is another user's, but for a blank of another kind.", isSame);
      }
      return undefined;
    };
  },
};

/** A name in a group; who has the same has the same object. */
interface Name {
  text: string;
  plain: string;
  skeletons: readonly string[];
  disguised: boolean;
  oddBlank: boolean;
}

/** The names of a group. Most groups have one, and it is looked at once. */
function createNames(members: readonly GroupMember[]) {
  const known = new Map<string, Name>();
  const of = ({ displayName }: GroupMember): Name => {
    const text = displayName ?? '';
    const name = known.get(text) ?? profileOf(text);
    known.set(text, name);
    return name;
  };
  const counts = new Map<string, number>();
  const eldest = new Map<Name, string>();
  for (const member of members) {
    const name = of(member);
    if (!noteOf(member).guest) counts.set(name.plain, (counts.get(name.plain) ?? 0) + 1);
    const age = ageOf(member);
    if (age < (eldest.get(name) ?? '\uFFFF')) eldest.set(name, age);
  }
  const imitations = new Map<Name, Map<Name, Imitation>>();
  const imitationsBy = (name: Name) => {
    const already = imitations.get(name);
    if (already) return already;
    const honest = [...eldest.keys()].filter((other) => !other.disguised && other.plain !== name.plain);
    const made = new Map(name.disguised ? [] : honest.map((other) => [other, imitationOf(name.text, other.text)]));
    imitations.set(name, made);
    return made;
  };
  return {
    of,
    membersCalled: (plain: string) => counts.get(plain) ?? 0,
    /** Nobody hides anything, and yet the names are not the same: where they do not tell, age does. */
    imitatedBy(member: GroupMember): ReadonlySet<Name> {
      const name = of(member);
      if (imitationsBy(name).size === 0) return nobody;
      const ofSame = [...eldest].filter(([other]) => other.plain === name.plain).map(([, age]) => age);
      const age = ofSame.reduce((one, other) => (one < other ? one : other), ageOf(member));
      const found = [...imitationsBy(name)].filter(
        ([other, kind]) => kind === 'it' || (kind === 'either' && (eldest.get(other) as string) < age),
      );
      return new Set(found.map(([other]) => other));
    },
  };
}

const nobody: ReadonlySet<Name> = new Set();

function profileOf(text: string): Name {
  const disguised = isDisguised(text);
  const plain = plainName(disguised ? text : meantName(text));
  return {
    ...{ text, plain, skeletons: [nameSkeleton(text), nameSkeleton(plain)] },
    ...{ disguised, oddBlank: hasOddBlank(text) },
  };
}

function looksLike(name: Name, other: Name): boolean {
  return other.plain !== name.plain && name.skeletons.some((skeleton, index) => skeleton === other.skeletons[index]);
}

function noteOf({ note }: GroupMember): Note {
  return note as Note;
}

/** Members come before guests. Graph knows no date for some users from before June 2018: they are older than any. */
function ageOf(member: GroupMember): string {
  const { guest, created } = noteOf(member);
  return `${guest ? 1 : 0} ${created ?? ''} ${member.id}`;
}

function foundOf(member: GroupMember, others: readonly GroupMember[], found: Omit<Found, 'evidence'>): Found {
  return {
    ...found,
    evidence: {
      displayName: member.displayName,
      characters: strangeCharacters(member.displayName ?? ''),
      userType: noteOf(member).guest ? 'Guest' : 'Member',
      others: others
        .slice(0, shownOthers)
        .map(({ id, userPrincipalName, displayName }) => ({ id, userPrincipalName, displayName })),
    },
  };
}

/** The characters that are not plain ASCII, by number: what the eye cannot tell apart. */
function strangeCharacters(name: string): string[] {
  const strange = [...name].filter((character) => (character.codePointAt(0) as number) > 126 || character < ' ');
  const numbers = strange.map(
    (character) => `U+${(character.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')}`,
  );
  return [...new Set(numbers)].slice(0, 20);
}
