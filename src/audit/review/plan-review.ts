import type { OutputFolder } from '../../disk/output-folder.ts';
import type { AcceptedFinding } from '../../findings/acceptances.ts';
import type { Host } from '../../host.ts';
import type { Inputs } from '../../inputs/inputs.ts';
import type { RosterFile } from '../../inputs/roster-file.ts';
import type { Disclosure } from '../../privacy/disclosure.ts';
import type { ReadList } from '../read-list.ts';
import { createListReview, type ListReview } from './list-review.ts';
import { createReview, type Reviewed, type ReviewHelp, type ReviewRest } from './review.ts';

export interface ReviewParts {
  inputs: Inputs;
  accepted: readonly AcceptedFinding[];
  /** Who should be here; undefined where nobody said. */
  roster: RosterFile | undefined;
  folder: OutputFolder;
  /** What is hidden; undefined when nothing is. */
  disclosure: Disclosure | undefined;
}

/** When users are looked at: as they come, or when all of them are there. */
export interface PlannedReview extends AsyncDisposable {
  /** Undefined where it has to wait for the list, or where nobody looks. */
  early: ((properties: readonly string[]) => ListReview) | undefined;
  /** Whether there is a rule or a roster by which users are judged. */
  judges(properties: readonly string[]): boolean;
  /** Writes the findings; looks at the users first where nobody did while they came. */
  finish(read: ReadList, rest: FindingsToWrite): Promise<Reviewed>;
  /** The same once more, where what was said of the earlier findings did not hold: from the list as it was written. */
  finishAgain(read: ReadList, rest: FindingsToWrite): Promise<Reviewed>;
}

export type FindingsToWrite = Omit<ReviewRest, 'list'>;

export function planReview({ inputs, accepted, roster, folder, disclosure }: ReviewParts, host: Host): PlannedReview {
  const { signal, reviewProgram } = host;
  const html = inputs.formats.includes('html');
  const { path, scratch, kept } = folder;
  const places = { path, scratch, kept };
  const planned = { places, settings: inputs.rules, accepted, now: host.pace.now(), html };

  const covers = (properties: readonly string[]) => {
    // It cannot be known who has no account where not all accounts are in the list, or not by their names.
    return inputs.filter === '' && (roster?.roster.properties.every((name) => properties.includes(name)) ?? false);
  };
  const helpFor = (truth: readonly string[]): ReviewHelp => ({
    ...{ roster: roster?.roster, coverage: covers(truth), disclosure, signal },
  });
  const judges = (truth: readonly string[]) => covers(truth) || [...inputs.rules.values()].some(({ on }) => on);
  // What is read apart stands in no page; and everybody is seen before anybody is shown.
  const mustWait = disclosure !== undefined || inputs.signInActivity || inputs.includeSponsors;

  let numbered = 0;
  /** A list may be begun again, and what came of the first try still lies there. */
  const nextNumber = () => {
    numbered += 1;
    return numbered;
  };
  async function late({ written }: ReadList, rest: FindingsToWrite): Promise<Reviewed> {
    const { lines, properties } = written.truth;
    const review = createReview({ ...planned, number: nextNumber(), properties }, helpFor(properties));
    try {
      if (judges(properties)) await review.read(lines);
      return await review.finish({ ...rest, list: written });
    } finally {
      await review.clear();
    }
  }

  const begun: ListReview[] = [];
  const work: Promise<unknown>[] = [];
  /** It is met when somebody asks for it. */
  const begin = (finishing: Promise<Reviewed>) => {
    finishing.catch(() => {});
    work.push(finishing);
    return finishing;
  };
  return {
    early:
      mustWait || !judges(inputs.properties)
        ? undefined
        : (properties) => {
            const review = createListReview(
              { ...planned, properties },
              helpFor(properties),
              // A roster stays where it was read.
              roster === undefined ? reviewProgram : undefined,
              nextNumber,
            );
            begun.push(review);
            return review;
          },
    judges,
    finish(read, rest) {
      const { truth, users, changedMeanwhile } = read.written;
      const list = { truth, users, changedMeanwhile };
      return begin(read.review ? read.review.finish({ ...rest, list }) : late(read, rest));
    },
    finishAgain: (read, rest) => begin(late(read, rest)),
    // Before the folder goes in which it is at work.
    async [Symbol.asyncDispose]() {
      for (const review of begun) await review.close();
      await Promise.allSettled(work);
    },
  };
}
