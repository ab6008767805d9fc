import { count, duration, plural } from '../base/numbers.ts';
import { evidenceText, type Reconciliation } from '../users/reconcile.ts';

export interface ProgressOptions {
  /** Milliseconds since the epoch. */
  now: () => number;
  say: (line: string) => void;
}

/** Tells how a list comes along, at a pace at which a person reads. */
export interface Progress {
  onCount(count: number): void;
  onPage(received: number): void;
  onReread(reconciliation: Reconciliation): void;
  onCountless(): void;
  onSecondReading(users: number): void;
  onFallback(reason: string): void;
  onWait(wait: { milliseconds: number; reason: string; throttled: boolean }): void;
  /** How far the list has come, as a sentence. */
  soFar(): string;
}

/** Milliseconds until the first line; each next pause is half as long again: a screenful in all. */
const firstPause = 10_000;
const growth = 1.5;

/**
 * @returns says a line when it is time for one, or when nothing will happen for longer than that (`silence`, in
 *   milliseconds); the line is made only then
 */
export function createNowAndThen(
  now: () => number,
  say: (line: string) => void,
): (line: () => string, silence?: number) => void {
  let pause = firstPause;
  let quietUntil = now() + pause;
  return (line, silence = 0) => {
    if (now() < quietUntil && (silence < pause || now() + silence <= quietUntil + firstPause)) return;
    say(line());
    pause *= growth;
    quietUntil = now() + Math.max(pause, silence);
  };
}

export function createProgress({ now, say }: ProgressOptions): Progress {
  let expected = 0;
  let isCountless = false;
  let received = 0;
  let begun = now();
  const sayNowAndThen = createNowAndThen(now, say);

  /** Users at the borders of parts come twice, and a list may be read twice. */
  const sofar = () =>
    isCountless ? plural(received, 'user') : `${count(Math.min(received, expected))} of ${plural(expected, 'user')}`;

  const restart = () => {
    received = 0;
    begun = now();
  };

  return {
    onCount(counted) {
      expected = counted;
      begun = now();
      say(`Graph counts ${plural(counted, 'user')}.`);
    },
    onPage(users) {
      received = users;
      sayNowAndThen(() => {
        const rate = received / ((now() - begun) / 1000);
        const left = Math.max(0, expected - received) / rate;
        const forecast = Number.isFinite(left) && left > 0 ? `, about ${duration(left * 1000)} left` : '';
        return `${sofar()}, ${count(Math.round(rate))} a second${forecast}.`;
      });
    },
    onReread(reconciliation) {
      restart();
      say(
        `The list holds ${plural(reconciliation.listed, 'user')}, but ${evidenceText(reconciliation, 'after it')}. Reading the list once more.`,
      );
    },
    onCountless() {
      isCountless = true;
      begun = now();
      say(
        'Graph cannot count the users of this tenant. The list is read page by page, and then all ids a second time to check it.',
      );
    },
    onSecondReading(users) {
      sayNowAndThen(() => `${plural(users, 'id')} read once more.`);
    },
    onFallback(reason) {
      restart();
      say(`Graph does not let the list be read in parts (${reason}). Reading it as one list.`);
    },
    onWait({ milliseconds, reason, throttled }) {
      const why = throttled ? 'asked the audit to wait' : 'failed for the moment';
      sayNowAndThen(() => `The service ${why} (${reason}). Trying again in ${duration(milliseconds)}.`, milliseconds);
    },
    soFar: () => (expected === 0 && received === 0 ? 'No user had been read yet.' : `${sofar()} had been read.`),
  };
}
