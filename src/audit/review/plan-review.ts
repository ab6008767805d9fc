import type { OutputFolder } from '../../disk/output-folder.ts';
import type { AcceptedFinding } from '../../findings/acceptances.ts';
import type { Host } from '../../host.ts';
import type { Inputs } from '../../inputs/inputs.ts';
import type { RosterFile } from '../../inputs/roster-file.ts';
import type { WrittenList } from '../../list/list-builder.ts';
import type { Disclosure } from '../../privacy/disclosure.ts';
import type { ReadList } from '../read-list.ts';
import { createListReview, type ListReview } from './list-review.ts';
import { createReview, type ReviewHelp, type ReviewPlan } from './review.ts';

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
  /** @param isCompared whether there is an earlier list: then today's is looked at in any case */
  of(read: ReadList, isCompared: boolean): Promise<Pick<ListReview, 'finish'>>;
}

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
  const isLookedAt = (truth: readonly string[]) =>
    html || covers(truth) || [...inputs.rules.values()].some(({ on }) => on);
  // What is read apart stands in no page; and everybody is seen before anybody is shown.
  const mustWait = disclosure !== undefined || inputs.signInActivity || inputs.includeSponsors;
  const mayBeLookedAt = (properties: readonly string[]) => isLookedAt(properties) || inputs.baseline.kind !== 'none';

  const begun: ListReview[] = [];
  return {
    early:
      mustWait || !mayBeLookedAt(inputs.properties)
        ? undefined
        : (properties) => {
            const review = createListReview(
              { ...planned, properties: { truth: properties, shown: properties } },
              helpFor(properties),
              // A roster stays where it was read.
              roster === undefined ? reviewProgram : undefined,
            );
            begun.push(review);
            return review;
          },
    async of({ review, written }, isCompared) {
      const properties = propertiesOf(written);
      const looked = isCompared || isLookedAt(properties.truth);
      if (review && looked) return review;
      review?.clear();
      const late = createReview({ ...planned, number: 0, properties }, helpFor(properties.truth));
      if (looked) await late.read({ shown: written.lines, truth: written.truth.lines });
      return late;
    },
    // Before the folder goes in which it is at work.
    async [Symbol.asyncDispose]() {
      for (const review of begun) await review.close();
    },
  };
}

function propertiesOf({ properties, truth }: WrittenList): ReviewPlan['properties'] {
  return { shown: properties, truth: truth.properties };
}
