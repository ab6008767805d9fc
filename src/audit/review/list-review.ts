import { largestPage } from '../../graph/query.ts';
import type { ListWatcher } from '../../list/list-builder.ts';
import type { Records } from '../../list/store/user-record.ts';
import {
  createReview,
  finishReview,
  type Reviewed,
  type ReviewHelp,
  type ReviewPlace,
  type ReviewPlan,
  type ReviewRest,
} from './review.ts';
import { createReviewThread } from './review-thread.ts';

/** A review of a list while it is read. */
export interface ListReview extends ListWatcher {
  /** Told how many users there will be about, before the first is added. */
  expect(users: number): void;
  finish(rest: ReviewRest): Promise<Reviewed>;
  /** Resolves when nothing of it is at work any more, whatever became of it. */
  close(): Promise<void>;
}

/**
 * @param program path of the second thread's program; undefined looks at users in this thread. What comes of it is the
 *   same, byte by byte
 * @param nextNumber one that nobody has had yet: each time that the list is read there is a folder of its own
 */
export function createListReview(
  plan: Omit<ReviewPlan, 'number'>,
  help: ReviewHelp,
  program: string | undefined,
  nextNumber: () => number,
): ListReview {
  let place: ReviewPlace | undefined;
  /** What is still being cleared up behind earlier readings; what stays goes with the folder that it is in. */
  const cleared: Promise<void>[] = [];
  /** A list of one page is looked at sooner than a thread has begun. */
  let held: { page: Records; giveBack: (block: Buffer) => void } | undefined;

  function begin(thread: string | undefined): ReviewPlace {
    const numbered = { ...plan, number: nextNumber() };
    const begun = thread === undefined ? createReviewHere(numbered, help) : createReviewThread(numbered, help, thread);
    if (held) begun.add(held.page, held.giveBack);
    held = undefined;
    return begun;
  }

  return {
    expect(users) {
      // It takes as long to begin as a few pages take on their way.
      if (users > largestPage) place ??= begin(program);
    },
    add(page, giveBack) {
      if (place === undefined && held === undefined) {
        held = { page, giveBack };
        return;
      }
      place ??= begin(program);
      return place.add(page, giveBack);
    },
    end() {
      place ??= begin(undefined);
      place.end();
    },
    clear() {
      if (place) cleared.push(place.clear().catch(() => {}));
      place = undefined;
      held = undefined;
    },
    finish(rest) {
      if (place === undefined) throw new TypeError('The list has not ended.');
      return place.finish(rest);
    },
    async close() {
      await Promise.all(cleared);
      await place?.close();
    },
  };
}

function createReviewHere(plan: ReviewPlan, help: ReviewHelp): ReviewPlace {
  const review = createReview(plan, help);
  let work = Promise.resolve();
  /** One after the other. */
  const then = (next: () => Promise<void>) => {
    work = work.then(next);
    // It is met when the rest is asked for.
    work.catch(() => {});
    return work;
  };
  async function clear(): Promise<void> {
    // Its files are open until then.
    await work.catch(() => {});
    await review.clear();
  }

  return {
    add(page, giveBack) {
      review.add(page);
      giveBack(page.block);
      return then(review.flush);
    },
    end: () => void then(review.end),
    async finish(rest) {
      await work;
      return finishReview(review, rest, plan, help);
    },
    clear,
    // Nobody is told any more.
    close: () => clear().catch(() => {}),
  };
}
