import { Worker } from 'node:worker_threads';
import { type Facts, Failure, type FailureCode } from '../../base/failure.ts';
import { parseLossless } from '../../base/lossless-json.ts';
import { giveThreadsYoungSpace } from '../../base/v8-heap.ts';
import { folderOfFiles, type WrittenFile } from '../../disk/output-folder.ts';
import type { Records } from '../../list/store/user-record.ts';
import type { Reviewed, ReviewHelp, ReviewPlace, ReviewPlan, ReviewRest } from './review.ts';

/** What the thread is told. Blocks of pages are handed over, and come back. */
export type ReviewOrder =
  | { kind: 'page'; page: Pick<Records, 'starts' | 'end'>; block: ArrayBuffer }
  | { kind: 'end' }
  | { kind: 'finish'; rest: ReviewRest };

/** What it answers. */
export type ReviewNews =
  | { kind: 'page'; block: ArrayBuffer }
  | { kind: 'finished'; reviewed: ReviewedText }
  | { kind: 'failed'; failure: FailureText };

/** So many blocks are with the thread at once; whoever has another one waits. */
const mostLent = 3;

/** A review in a thread of its own: users are looked at while the network is waited for, and on another core. */
export function createReviewThread(
  plan: ReviewPlan,
  { signal }: Pick<ReviewHelp, 'signal'>,
  program: string,
): ReviewPlace {
  giveThreadsYoungSpace();
  // No environment: there are secrets in it, and options for the main thread.
  const worker = new Worker(program, { workerData: plan, env: {}, execArgv: [] });
  const lent: ((block: Buffer) => void)[] = [];
  const finished = Promise.withResolvers<Reviewed>();
  finished.promise.catch(() => {});
  let room = Promise.withResolvers<void>();
  let failure: { reason: unknown } | undefined;

  function fail(reason: unknown): void {
    failure ??= { reason };
    finished.reject(failure.reason);
    room.promise.catch(() => {});
    room.reject(failure.reason);
    void close();
  }

  async function close(): Promise<void> {
    signal.removeEventListener('abort', abort);
    await worker.terminate();
  }

  const abort = () => fail(signal.reason);
  signal.addEventListener('abort', abort);
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('The thread that looks at users has ended.')));
  worker.on('message', (news: ReviewNews) => {
    switch (news.kind) {
      case 'page':
        lent.shift()?.(Buffer.from(news.block));
        room.resolve();
        room = Promise.withResolvers();
        break;
      case 'finished':
        finished.resolve(reviewedOf(news.reviewed, plan));
        void close();
        break;
      case 'failed':
        fail(failureOf(news.failure));
    }
  });
  const order = (given: ReviewOrder, handed: ArrayBuffer[] = []) => worker.postMessage(given, handed);

  return {
    async add({ block, starts, end }, giveBack) {
      if (failure) throw failure.reason;
      lent.push(giveBack);
      const buffer = block.buffer as ArrayBuffer;
      order({ kind: 'page', page: { starts, end }, block: buffer }, [buffer]);
      while (lent.length >= mostLent) await room.promise;
    },
    end: () => order({ kind: 'end' }),
    finish(rest) {
      order({ kind: 'finish', rest });
      return finished.promise;
    },
    // Files that it writes go with the folder that they are in.
    clear() {
      fail(new Error('The list is read once more.'));
      return close();
    },
    close,
  };
}

/** What stands in JSON keeps numbers as they were written; a copy from thread to thread would not. */
export interface ReviewedText {
  json: string;
  files: WrittenFile[];
}

/** In the thread. */
export function reviewedText({ findings, news, marks }: Reviewed): ReviewedText {
  const { files, ...found } = findings;
  return { json: JSON.stringify({ found, news, marks }), files: files.map((file) => file.written()) };
}

function reviewedOf({ json, files }: ReviewedText, { places }: ReviewPlan): Reviewed {
  const { found, ...rest } = parseLossless(json) as {
    found: Omit<Reviewed['findings'], 'files'>;
  } & Pick<Reviewed, 'news' | 'marks'>;
  const folder = folderOfFiles(places);
  return { ...rest, findings: { ...found, files: files.map(folder.adopt) }, coverage: undefined };
}

/** What was thrown in the thread, as it can be handed over. */
export interface FailureText {
  code?: FailureCode | undefined;
  facts?: Facts | undefined;
  message: string;
  stack: string | undefined;
}

export function failureText(error: unknown): FailureText {
  if (!(error instanceof Error)) return { message: String(error), stack: undefined };
  const { message, stack } = error;
  return error instanceof Failure ? { code: error.code, facts: error.facts, message, stack } : { message, stack };
}

function failureOf({ code, facts, message, stack }: FailureText): Error {
  const cause = Object.assign(new Error(message), { stack });
  return code === undefined ? cause : new Failure(code, facts, cause);
}
