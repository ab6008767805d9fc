import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDirectory } from '../emulator/directory/directory.ts';
import { openOutputFolder } from '../src/disk/output-folder.ts';
import type { Finding } from '../src/findings/finding.ts';
import { createJudge } from '../src/findings/judge-users.ts';
import { parseRuleSettings, type RuleSettings } from '../src/findings/rule-settings.ts';
import { writeFindings } from '../src/findings/write-findings.ts';
import { auditProperties } from '../src/users/property-sets.ts';
import { createLineWriter } from '../src/users/user.ts';
import type { GraphUser } from '../src/users/user-type.ts';
import { createFakerNames } from './faker-names.ts';
import { plant } from './planted.ts';

/** A tenant to be judged, all of it made from its numbers. */
export interface TenantToJudge {
  users: number;
  seed: number;
  /** Whose names: the emulator's own, or those of a library that the rules' author did not look at. */
  names: 'emulator' | 'faker';
}

/** What became of what was planted, and what was found beside it. */
export interface Calibration {
  planted: number;
  /** Of these, as high as they should be. */
  found: number;
  /** What was planted and not found, in words. */
  missed: string[];
  /** Open findings that nobody planted. */
  others: Record<Finding['severity'], number>;
  /** The high ones among them, for whoever looks into it. */
  otherHigh: Finding[];
}

const now = Date.parse('2026-11-25T12:00:00Z');

/** Judges an emulated tenant by the rules as they come, in which imitations and a burst of accounts were planted. */
export async function calibrate({ users, seed, names }: TenantToJudge): Promise<Calibration> {
  const seeded = createDirectory({ users, seed, domain: 'contoso.example', now: () => now }).users();
  const nameOf = names === 'faker' ? createFakerNames(seed) : undefined;
  const people: GraphUser[] = [];
  for (const user of seeded) people.push(nameOf ? { ...user, displayName: nameOf(user) } : user);
  const planted = plant(people, seed, now);
  const list = [...people, ...planted.users].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const findings = await judge(list);
  const high = findings.filter(({ severity }) => severity === 'high');
  const isPlanted = ({ rule, subject }: Finding) =>
    planted.findings.some((one) => one.rule === rule && one.is(subject));
  const missed = planted.findings.filter(
    (one) => !high.some(({ rule, subject }) => one.rule === rule && one.is(subject)),
  );
  const others = findings.filter((finding) => !isPlanted(finding));
  const number = (severity: Finding['severity']) => others.filter((finding) => finding.severity === severity).length;
  return {
    planted: planted.findings.length,
    found: planted.findings.length - missed.length,
    missed: missed.map(({ what }) => what),
    others: { high: number('high'), medium: number('medium'), low: number('low') },
    otherHigh: others.filter(({ severity }) => severity === 'high'),
  };
}

const seeds = [1, 20_261_130];

/** Prints what was found in tenants of some sizes, of both sources of names and two seeds. */
export async function printCalibration(sizes: readonly number[]): Promise<void> {
  console.log('| users | names | seed | planted and found | other high | a thousand users | medium | low |');
  console.log('| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |');
  for (const users of sizes) {
    for (const names of ['emulator', 'faker'] as const) {
      for (const seed of seeds) {
        const { planted, found, missed, others } = await calibrate({ users, seed, names });
        const cells = [
          ...[users.toLocaleString('en-US'), names, seed, `${found} of ${planted}`],
          ...[others.high, ((1000 * others.high) / users).toFixed(2), others.medium, others.low],
        ];
        console.log(`| ${cells.join(' | ')} |`);
        for (const what of missed) console.log(`Missed: ${what}`);
      }
    }
  }
}

async function judge(users: readonly GraphUser[]): Promise<Finding[]> {
  await using parent = await mkdtempDisposable(join(tmpdir(), 'calibration-'));
  const folder = await openOutputFolder(undefined, parent.path, []);
  const lineOf = createLineWriter(auditProperties);
  const { signal } = new AbortController();
  const judging = createJudge({
    ...{ folder: folder.scratch, settings: parseRuleSettings([]) as RuleSettings },
    ...{ properties: auditProperties, accepted: [], now, signal },
  });
  for (const user of users) judging.onUser(JSON.parse(lineOf(user)));
  await judging.judgeShared();
  const findings: Finding[] = [];
  const { files } = await writeFindings(await judging.finish(), {
    ...{ folder, scratch: folder.scratch, tenantId: 'contoso.example', accepted: [], previous: undefined, now },
    onFinding: (finding) => void findings.push(finding),
  });
  for (const file of files) await file.publish();
  return findings;
}
