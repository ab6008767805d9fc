import { join } from 'node:path';
import { createJsonArraySpool } from '../disk/json-array-spool.ts';
import { writeJsonDocument } from '../disk/json-document.ts';
import type { FileInProgress, FolderOfFiles } from '../disk/output-folder.ts';
import type { Disclosure } from '../privacy/disclosure.ts';
import { redactedText } from '../privacy/folded-text.ts';
import { type Acceptances, type AcceptedFinding, createAcceptances } from './acceptances.ts';
import { type Finding, type FindingCounts, findingId, type RawFinding, type RuleReport } from './finding.ts';
import { createFindingsTable } from './findings-table.ts';
import type { JudgedRule } from './judge-users.ts';
import { createPastFindings } from './past-findings.ts';
import { type Severity, severities } from './rules/rule.ts';

export interface Findings {
  /** findings.json, and findings.csv where it is wanted. */
  files: FileInProgress[];
  counts: FindingCounts;
  rules: RuleReport[];
  /** The first of each rule. */
  samples: Finding[];
  /** Whether the earlier findings turned out to be no findings. */
  previousBroken: boolean;
  /** Acceptances that matched nothing, and those that ran out. */
  unmatched: AcceptedFinding[];
  expired: AcceptedFinding[];
  /** Acceptances for rules that are off or were not judged. */
  idle: AcceptedFinding[];
}

export interface WriteFindingsOptions {
  folder: FolderOfFiles;
  /** A folder that goes away by itself, in which nobody else writes findings. */
  scratch: string;
  tenantId: string;
  accepted: readonly AcceptedFinding[];
  /** Path of the earlier findings.json, and the rules that were judged then. */
  previous: { path: string; rules: ReadonlySet<string> } | undefined;
  /** The filter of the list, where manifest.json does not tell it. */
  filter?: string | undefined;
  /** Milliseconds since the epoch. */
  now: number;
  /** What may be seen; undefined hides nothing. */
  disclosure?: Disclosure | undefined;
  /** Whether findings.csv is wanted. */
  csv?: boolean;
  /** Told of each finding. */
  onFinding(finding: Finding): void;
  /** Waited for now and then. */
  flush?(): Promise<void>;
}

/** Of each rule, severity and whether accepted: what few are must not be behind what many are. */
const sampleSize = 200;

/**
 * Writes findings.json: every finding, in the order of rules and users, and whether it is new and accepted; and the same
 * as findings.csv where it is wanted.
 */
export async function writeFindings(judged: readonly JudgedRule[], options: WriteFindingsOptions): Promise<Findings> {
  const { folder, tenantId, now, disclosure } = options;
  const items = createJsonArraySpool(join(options.scratch, 'findings'));
  const table = options.csv ? createFindingsTable(folder) : undefined;
  const acceptances = createAcceptances(options.accepted, new Date(now).toISOString().slice(0, 10));
  const judgedRules = new Set(judged.filter(isJudged).map(({ rule }) => rule.id));
  const earlier = createPastFindings(options.previous?.path, judgedRules);
  const rules: RuleReport[] = [];
  const samples: Finding[] = [];
  let resolved = 0;

  try {
    for (const one of judged) {
      const { rule } = one;
      const known = options.previous?.rules.has(rule.id) ?? false;
      const counts: RuleReport['counts'] = {
        total: 0,
        open: 0,
        accepted: 0,
        new: known ? 0 : null,
        bySeverity: none(),
      };
      const shown = createSample();
      for await (const portion of one.found()) {
        for (const raw of portion) {
          const severity = severityOf(one, raw);
          // A severity that `rules` gives says nothing about what has become of a finding.
          const asGrave = one.setting.severity === undefined ? severity : undefined;
          const before = known ? await earlier.has(rule.id, raw.subject, asGrave) : undefined;
          const finding = findingOf(one, raw, before, { acceptances, disclosure });
          items.add(JSON.stringify(finding));
          table?.add(finding);
          options.onFinding(finding);
          countFinding(finding, counts);
          shown.add(finding);
        }
        await items.flush();
        await table?.flush();
        await options.flush?.();
      }
      rules.push(reportOf(one, counts));
      samples.push(...shown.inOrder());
    }
    resolved = await earlier.rest();
    // Known only now: what was found before the file broke may be new or not.
    if (!earlier.usable()) for (const { counts } of rules) counts.new = null;
  } finally {
    await earlier.close();
  }

  const sum = (name: 'total' | 'open' | 'accepted' | 'new') =>
    rules.reduce((all, { counts }) => all + (counts[name] ?? 0), 0);
  const counts: FindingCounts = {
    total: sum('total'),
    open: sum('open'),
    accepted: sum('accepted'),
    new: earlier.usable() ? sum('new') : null,
    resolved: earlier.usable() ? resolved : null,
    bySeverity: rules.reduce((all, { counts }) => bothOf(all, counts.bySeverity), none()),
  };
  const unmatched = acceptances.unmatched().filter(({ rule }) => judgedRules.has(rule));
  const idle = options.accepted.filter(({ rule }) => !judgedRules.has(rule));
  const expired = acceptances.expired();
  const shown = (entry: AcceptedFinding) => (disclosure ? shownEntry(entry, disclosure) : entry);
  const file = await folder.create('findings.json');
  const filter = options.filter === undefined ? {} : { filter: options.filter };
  const head = {
    schemaVersion: 1,
    tenantId,
    ...filter,
    counts,
    rules,
    acceptances: { unmatched: unmatched.map(shown), expired: expired.map(shown) },
  };
  await writeJsonDocument(file, head, { findings: items });
  const previousBroken = options.previous !== undefined && !earlier.usable();
  const files = [file, ...(table ? [await table.finish()] : [])];
  return { files, counts, rules, samples, previousBroken, unmatched, expired, idle };
}

function none(): FindingCounts['bySeverity'] {
  return { high: 0, medium: 0, low: 0 };
}

function bothOf(one: FindingCounts['bySeverity'], other: FindingCounts['bySeverity']): FindingCounts['bySeverity'] {
  return { high: one.high + other.high, medium: one.medium + other.medium, low: one.low + other.low };
}

/** What `rules` says comes first, then what the rule says of this one finding. */
function severityOf({ rule, setting }: JudgedRule, found: RawFinding): Severity {
  return setting.severity ?? found.severity ?? rule.severity;
}

/** @param before whether it was there last time; undefined when that is unknown */
function findingOf(
  judged: JudgedRule,
  raw: RawFinding,
  before: boolean | undefined,
  { acceptances, disclosure }: { acceptances: Acceptances; disclosure: Disclosure | undefined },
): Finding {
  const { rule } = judged;
  const { user, subject, truth, classes, why, evidence } = raw;
  const finding: Finding = {
    id: findingId(rule.id, subject),
    rule: rule.id,
    severity: severityOf(judged, raw),
    user,
    subject,
    why,
    evidence,
    isNew: before === undefined ? null : !before,
    accepted: null,
  };
  // Who accepts a finding names a user as the directory does, or as an earlier findings.json did.
  const acceptance =
    (truth && acceptances.of({ rule: rule.id, ...truth }, classes)) ?? acceptances.of(finding, classes);
  if (acceptance?.holds) {
    const { reason, until } = acceptance.entry;
    finding.accepted = { reason: disclosure?.text(reason) ?? reason, until };
  } else if (acceptance) finding.acceptanceExpired = acceptance.entry.until;
  return finding;
}

/** An entry as it may be seen: it names a user, or the values of a class, as the directory does. */
function shownEntry(entry: AcceptedFinding, disclosure: Disclosure): AcceptedFinding {
  const { user, where, reason } = entry;
  const shown = (property: string, value: string) => String(disclosure.value(property, value) ?? redactedText);
  const shownClass = ([property, values]: [string, readonly (string | null)[]]) => [
    property,
    values.map((value) => (value === null ? null : shown(property, value))),
  ];
  return {
    ...entry,
    ...(user === undefined ? {} : { user: shown(user.includes('@') ? 'userPrincipalName' : 'id', user) }),
    ...(where === undefined ? {} : { where: Object.fromEntries(Object.entries(where).map(shownClass)) }),
    reason: disclosure.text(reason),
  };
}

function countFinding({ accepted, isNew, severity }: Finding, counts: RuleReport['counts']): void {
  counts.total += 1;
  if (accepted) {
    counts.accepted += 1;
    return;
  }
  counts.open += 1;
  counts.bySeverity[severity] += 1;
  if (isNew && counts.new !== null) counts.new += 1;
}

function isJudged({ setting, missing }: JudgedRule): boolean {
  return setting.on && missing.length === 0;
}

function reportOf({ rule, setting, missing }: JudgedRule, counts: RuleReport['counts']): RuleReport {
  const { id, title, input, severityWhy, confuses, why, fix, sources } = rule;
  const limit = 'limit' in rule ? rule.limit : undefined;
  return {
    id,
    title,
    severity: setting.severity ?? rule.severity,
    severityWhy,
    confuses,
    state: !setting.on ? 'off' : missing.length > 0 ? 'not-judged' : 'judged',
    missing: setting.on ? missing : [],
    ...(input !== undefined && { input }),
    limit: limit ? { value: setting.limit, unit: limit.unit, meaning: limit.meaning } : null,
    why,
    fix,
    sources,
    counts,
  };
}

/** The findings of a rule that people are shown, the gravest open ones first. */
function createSample() {
  const kinds = new Map(severities.map((severity) => [severity, { open: [] as Finding[], accepted: [] as Finding[] }]));
  return {
    add(finding: Finding): void {
      const kind = kinds.get(finding.severity)?.[finding.accepted === null ? 'open' : 'accepted'];
      if (kind && kind.length < sampleSize) kind.push(finding);
    },
    inOrder(): Finding[] {
      const gravest = [...kinds.values()].reverse();
      return [...gravest.flatMap(({ open }) => open), ...gravest.flatMap(({ accepted }) => accepted)];
    },
  };
}
