import { count } from '../base/numbers.ts';
import { type NotableChange, type NotableChanges, type NotableKind, notableTexts } from '../compare/notable-changes.ts';
import type { Finding } from '../findings/finding.ts';
import { type FindingNews, newsText } from '../findings/finding-news.ts';
import { rules } from '../findings/rules/index.ts';
import type { Severity } from '../findings/rules/rule.ts';
import type { GateResult } from '../gates/judge-gates.ts';
import { licenseChange } from '../users/license-names.ts';
import type { UserName } from '../users/user-name.ts';

/** Something that needs somebody. Only `people` holds names. */
export interface Need {
  kind: 'gate' | 'finding' | 'change';
  /** Of findings alone. */
  severity?: Severity;
  /** Whether the run fails for it, or it is grave; otherwise it is worth a look. */
  urgent: boolean;
  /** What it is, without a full stop at its end. */
  title: string;
  /** Why it matters; of a gate, the numbers on both sides. */
  why: string;
  /** What to do; '' where nothing is to be done. */
  fix: string;
  /** Where the documentation tells more: a path of the repository, with an anchor. */
  docs: string;
  /** How many it is about; of a gate 1. */
  number: number;
  /** The first of them. */
  people: NeedPerson[];
}

/** Whom it is about. */
export interface NeedPerson {
  /** Null for what concerns the directory as a whole. */
  user: UserName | null;
  /** The user's id, or what else it is about. */
  subject: string;
  /** Why he is in it, or what of him changed, from what to what. */
  text: string;
}

export interface NeedsYouFacts {
  gates: readonly GateResult[];
  news: readonly FindingNews[];
  notable: NotableChanges;
}

/**
 * What needs somebody, in the order in which to look at it: gates that failed or cannot be judged, findings that nobody
 * has seen before, the gravest first, and changes that somebody should know of.
 */
export function needsYou({ gates, news, notable }: NeedsYouFacts): Need[] {
  const telling = gates.filter(({ fails, state }) => fails || state === 'not-judged');
  return [
    ...eachFixOnce(telling.filter(({ fails }) => fails).map(needOfGate)),
    ...news.map(needOfFindings),
    ...needsOfChanges(notable),
    // The first audit can judge few of them: that is as it should be.
    ...telling.filter(({ fails }) => !fails).map(needOfGate),
  ];
}

function needOfGate(result: GateResult): Need {
  const { gate, state, fails, detail } = result;
  return {
    kind: 'gate',
    urgent: fails,
    title: state === 'failed' ? `Gate ${gate} failed` : `Gate ${gate} cannot be judged`,
    why: `${detail}.`,
    fix: fails ? fixOfGate(result) : '',
    docs: 'docs/gates.md',
    number: 1,
    people: [],
  };
}

/** What holds for several gates is said at the last of them. */
function eachFixOnce(gates: readonly Need[]): Need[] {
  return gates.map((need, index) => {
    return gates.findLastIndex(({ fix }) => fix === need.fix) === index ? need : { ...need, fix: '' };
  });
}

/** How what is meant is accepted, for whoever has no time to look it up. */
const howToAccept =
  'If all of it is meant, accept it: run the workflow by hand (Actions, this workflow, Run workflow) with accept-changes ticked. That sets fail-on: unreconciled for one run, with which the next one compares.';

/** These gates count what is open, whether it is new or not: a run that is let through once changes nothing of that. */
const howToAcceptFindings =
  'Mend what was found, or accept each finding in the file that accepted-findings names; report.html has the entries to copy. accept-changes helps for one run only: the next one finds it again.';

const fixOfWhatIsLacking: Readonly<Record<NonNullable<GateResult['lacks']>, string>> = {
  properties: 'Add to select what the rule needs (docs/rules.md lists it), or take the gate out of fail-on.',
  rules: 'Switch such a rule on with the input rules, or take the gate out of fail-on.',
  comparison:
    'With baseline: none there never is a comparison: name an earlier list there (previous, or the path of its users.jsonl), or take the gate out of fail-on. A warning of this run says why there is none otherwise.',
};

function fixOfGate({ gate, state, lacks }: GateResult): string {
  if (gate === 'unreconciled') return 'Run the audit again, at a quiet hour. What is not complete cannot be accepted.';
  if (lacks !== undefined) return fixOfWhatIsLacking[lacks];
  if (state === 'not-judged')
    return 'A warning of this run, or another line of its log, says what keeps it from being judged.';
  if (gate.startsWith('certificate-expires'))
    return 'Give the application a new certificate, and the workflow with it.';
  return /^(?:severity|finding):/.test(gate) ? howToAcceptFindings : howToAccept;
}

function needOfFindings(news: FindingNews): Need {
  const rule = rules.find(({ id }) => id === news.rule);
  return {
    kind: 'finding',
    severity: news.severity,
    urgent: news.severity === 'high',
    title: `${count(news.number)} ${newsText(news)}`,
    why: rule?.why ?? '',
    fix: rule?.fix ?? '',
    docs: `docs/rules.md#${news.rule}`,
    number: news.number,
    people: news.samples.map(personOfFinding),
  };
}

function personOfFinding({ user, subject, why }: Finding): NeedPerson {
  return { user, subject, text: why };
}

function needsOfChanges({ counts, samples }: NotableChanges): Need[] {
  return (Object.keys(notableTexts) as NotableKind[]).flatMap((kind): Need[] => {
    const number = counts[kind];
    if (number === 0) return [];
    const { one, many, why, fix } = notableTexts[kind];
    return [
      {
        kind: 'change',
        urgent: false,
        title: `${count(number)} ${number === 1 ? one : many}`,
        ...{ why, fix, number },
        docs: 'docs/rules.md#notable-changes',
        people: samples.filter((one) => one.kind === kind).map(personOfChange),
      },
    ];
  });
}

function personOfChange(change: NotableChange): NeedPerson {
  return { user: change.user, subject: change.user.id, text: `${changeText(change)}.` };
}

/** From what to what, in words. */
function changeText({ kind, before, after }: NotableChange): string {
  switch (kind) {
    case 'became-member':
      return 'guest → member';
    case 'enabled-again':
      return 'disabled → enabled';
    case 'licence-while-disabled':
      return `${licenseChange(before, after)}, while disabled`;
    case 'created-again':
      return `account ${before} → account ${after}`;
  }
}
