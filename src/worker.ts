import { parentPort, workerData } from 'node:worker_threads';
import { createReview, finishReview, type Review, type ReviewPlan } from './audit/review/review.ts';
import { failureText, type ReviewNews, type ReviewOrder, reviewedText } from './audit/review/review-thread.ts';

// The thread that looks at users while the first one waits for the network; see src/audit/review/review-thread.ts. It is
// ended from there.
const { signal } = new AbortController();
let begun: Review | undefined;
let work = Promise.resolve();
let hasFailed = false;

parentPort?.on('message', (order: ReviewOrder) => {
  work = work.then(() => obey(order)).catch(fail);
});

async function obey(order: ReviewOrder): Promise<void> {
  if (hasFailed) return;
  const plan = workerData as ReviewPlan;
  begun ??= createReview(plan, { signal });
  const review = begun;
  switch (order.kind) {
    case 'page':
      review.add({ block: Buffer.from(order.block), ...order.page });
      tell({ kind: 'page', block: order.block }, [order.block]);
      await review.flush();
      break;
    case 'end':
      await review.end();
      break;
    case 'finish':
      tell({ kind: 'finished', reviewed: reviewedText(await finishReview(review, order.rest, plan, { signal })) });
  }
}

function fail(error: unknown): void {
  hasFailed = true;
  tell({ kind: 'failed', failure: failureText(error) });
}

function tell(news: ReviewNews, handed: ArrayBuffer[] = []): void {
  parentPort?.postMessage(news, handed);
}
