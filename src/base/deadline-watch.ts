import { Worker } from 'node:worker_threads';

/** What the watching thread is given when it begins; see watchdog.ts. */
export interface WatchOrders {
  /** One number of {@link watchStates}, for `Atomics`. */
  state: Int32Array;
  /** Milliseconds until the deadline. */
  left: number;
  /** Milliseconds from there until the main thread must have noticed it. */
  grace: number;
  /** Milliseconds from there until the process must have ended by itself. */
  clearing: number;
  /** RUNNER_TEMP. */
  temporary: string;
  news: WatchNews;
}

/** What may change while it sleeps. */
export interface WatchNews {
  /** A folder of ours with what is not whole; removed when the process has to be ended. */
  folder?: string;
  /** What the log is told then, in one line. */
  lastWords?: string;
}

/** Where the main thread is. */
export const watchStates = { atWork: 0, stopping: 1 } as const;

/** A second thread that holds the deadline when the first one cannot: timers wait until a piece of work has ended. */
export interface DeadlineWatch {
  /** Begins, unless it has begun: it takes some milliseconds. */
  start(): void;
  tell(news: WatchNews): void;
  /** The main thread has noticed the deadline, and ends the audit by itself. */
  acknowledge(): void;
  /** Nothing need be watched any more. */
  end(): void;
}

export interface WatchOptions extends Pick<WatchOrders, 'grace' | 'clearing' | 'temporary'> {
  /** Path of the thread's own program. */
  program: string;
  /** Milliseconds until the deadline. */
  left(): number;
  /** Told when the thread cannot be had: the audit goes on without it. */
  onTrouble(reason: string): void;
}

export function createDeadlineWatch({ program, left, onTrouble, ...limits }: WatchOptions): DeadlineWatch {
  const state = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  let news: WatchNews = {};
  let worker: Worker | undefined;
  return {
    start() {
      if (worker !== undefined) return;
      const workerData: WatchOrders = { ...limits, state, left: left(), news };
      // No environment: there are secrets in it, and options for the main thread.
      worker = new Worker(program, { workerData, env: {}, execArgv: [] });
      worker.on('error', ({ message }) => onTrouble(message));
      // It sleeps most of the time, and must not keep the process alive.
      worker.unref();
    },
    tell(more) {
      news = { ...news, ...more };
      worker?.postMessage(more);
    },
    acknowledge() {
      Atomics.store(state, 0, watchStates.stopping);
      Atomics.notify(state, 0);
    },
    end() {
      worker?.terminate();
    },
  };
}
