import { count, plural } from '../base/numbers.ts';
import { type Severity, severities } from '../findings/rules/rule.ts';
import { evidenceText, type Reconciliation } from '../users/reconcile.ts';
import type { ChangeKind, Gate } from './parse-gates.ts';

/** What gates are judged by. */
export interface GateFacts extends Reconciliation {
  /** Whether there is an earlier list: `first` when there was none yet, `no` when there is none that can be used. */
  baseline: 'yes' | 'first' | 'no';
  changes: { counts: Record<ChangeKind, number>; usersBefore: number | undefined } | undefined;
  /** Open findings of each rule that is on; `new` is null when that is unknown. */
  rules: ReadonlyMap<string, JudgedRuleFacts>;
  /** Whole days that are left; undefined without a certificate. */
  certificateDays: number | undefined;
}

interface JudgedRuleFacts {
  /** Not when a property that it needs was not selected. */
  judged: boolean;
  open: number;
  new: number | null;
  /** The gravest that it gives, and how many open findings are how grave. */
  severity: Severity;
  bySeverity: Readonly<Record<Severity, number>>;
  firstTime: boolean;
  /** What gives it what it needs, where that is not `select`. */
  input?: string | undefined;
  /** It looks at the recycle bin alone: what it finds counts, and that it finds nothing says nothing of the list. */
  apart?: boolean;
}

/** How a gate was judged; the run fails on every one that failed, and on those that it asked for in vain. */
export interface GateResult {
  gate: string;
  state: 'passed' | 'failed' | 'not-judged';
  /** Whether the run fails for it. */
  fails: boolean;
  /** A sentence with the numbers on both sides. */
  detail: string;
  /** What a gate that cannot be judged would need, where somebody can give it: properties in `select`, rules that are on. */
  lacks?: 'comparison' | 'properties' | 'rules' | undefined;
}

/** Judges every gate, whatever the others say. */
export function judgeGates(gates: readonly Gate[], facts: GateFacts): GateResult[] {
  return gates.map((gate) => ({ gate: gate.text, ...judge(gate, facts) }));
}

type Judgement = Omit<GateResult, 'gate'>;

function judge(gate: Gate, facts: GateFacts): Judgement {
  switch (gate.kind) {
    case 'unreconciled':
      return decide(!facts.reconciled, `the list holds ${count(facts.listed)}, ${evidenceText(facts, 'after it')}`);
    case 'change':
      return judgeChange(gate, facts);
    case 'finding':
      return judgeFinding(gate, facts);
    case 'severity':
      return judgeSeverity(gate, facts);
    case 'certificate': {
      const days = facts.certificateDays;
      if (days === undefined) return { state: 'passed', fails: false, detail: 'no certificate is used' };
      return decide(
        days < gate.days,
        `the certificate has ${plural(days, 'day')} left; the gate wants at least ${gate.days}`,
      );
    }
  }
}

function judgeChange({ what, more, percent }: Extract<Gate, { kind: 'change' }>, facts: GateFacts): Judgement {
  const { changes, baseline } = facts;
  const { usersBefore } = changes ?? {};
  if (changes === undefined || usersBefore === undefined) return withoutBaseline(baseline);
  const number = changes.counts[what];
  const share = number === 0 ? 0 : (100 * number) / usersBefore;
  const value = percent ? share : number;
  const was = what === 'changed' ? 'changed' : `${number === 1 ? 'was' : 'were'} ${what}`;
  const shown = percent ? ` (${Number.isFinite(share) ? Number(share.toFixed(2)) : 'more than 100'}%)` : '';
  const of =
    what === 'added'
      ? `${number} ${number === 1 ? 'user' : 'users'} ${was}, to ${usersBefore} before`
      : `${number} of ${usersBefore} users ${was}`;
  return decide(value > more, `${of}${shown}; the gate allows ${more}${percent ? '%' : ''}`);
}

/** Rules that could not be judged are named: a gate that passed must not say more than is known. */
function judgeSeverity({ severity }: Extract<Gate, { kind: 'severity' }>, { rules }: GateFacts): Judgement {
  const grave = severities.slice(severities.indexOf(severity));
  const higher = severity === 'high' ? '' : ' or higher';
  const concerned = [...rules].filter(([, rule]) => grave.includes(rule.severity));
  const judged = concerned.filter(([, rule]) => rule.judged);
  const missing = concerned.filter(([, rule]) => !rule.judged).map(([id]) => id);
  if (judged.every(([, rule]) => rule.apart && rule.open === 0)) {
    const detail =
      missing.length > 0
        ? `select leaves out what the rules of severity ${severity}${higher} need`
        : `no rule of severity ${severity}${higher} is on`;
    return { state: 'not-judged', fails: true, detail, lacks: missing.length > 0 ? 'properties' : 'rules' };
  }
  const open = judged.reduce((all, [, rule]) => all + sum(grave.map((one) => rule.bySeverity[one])), 0);
  const unknown = missing.length > 0 ? ` (not judged, for want of properties in select: ${missing.join(', ')})` : '';
  return decide(
    open > 0,
    `${open} open ${open === 1 ? 'finding' : 'findings'} of severity ${severity}${higher}; the gate allows none${unknown}`,
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, number) => all + number, 0);
}

function judgeFinding({ rule, onlyNew }: Extract<Gate, { kind: 'finding' }>, facts: GateFacts): Judgement {
  const found = facts.rules.get(rule);
  if (!found?.judged) {
    return {
      state: 'not-judged',
      fails: true,
      ...(found?.input === undefined
        ? { detail: 'select leaves out a property that the rule needs', lacks: 'properties' as const }
        : { detail: `the input ${found.input} did not give what the rule needs` }),
    };
  }
  if (!onlyNew)
    return decide(
      found.open > 0,
      `${found.open} open ${found.open === 1 ? 'finding' : 'findings'}; the gate allows none`,
    );
  if (facts.baseline !== 'yes') return withoutBaseline(facts.baseline);
  if (found.firstTime) return { state: 'not-judged', fails: false, detail: 'the rule was judged for the first time' };
  if (found.new === null) {
    return { state: 'not-judged', fails: true, detail: 'the findings of the earlier audit cannot be read' };
  }
  return decide(found.new > 0, `${found.new} new ${found.new === 1 ? 'finding' : 'findings'}; the gate allows none`);
}

/** No gate fails at the first audit: otherwise there would never be a second. */
function withoutBaseline(baseline: GateFacts['baseline']): Judgement {
  return baseline === 'first'
    ? { state: 'not-judged', fails: false, detail: 'there is nothing to compare with yet' }
    : {
        ...{ state: 'not-judged', fails: true, detail: 'there is no comparison with an earlier list' },
        lacks: 'comparison',
      };
}

function decide(fails: boolean, detail: string): Judgement {
  return { state: fails ? 'failed' : 'passed', fails, detail };
}
