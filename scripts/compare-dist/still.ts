import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import { mock } from 'node:test';
import timers from 'node:timers/promises';

/**
 * Loaded before the Action, so that two runs of it do not differ by when they ran and what chance had in mind: the
 * clock stands still at COMPARE_DIST_NOW (milliseconds since the epoch) and moves only where the Action waits, by as
 * much as it meant to wait; random numbers and ids are always the same.
 */
mock.timers.enable({ apis: ['Date'], now: Number(process.env.COMPARE_DIST_NOW) });
delete process.env.COMPARE_DIST_NOW;

/** Longer waits are cut to this: nothing in an emulated tenant takes as long. */
const longestWait = 6_000;
/** So long the earlier list is waited for beside other work; when it comes sooner, the rest of the wait is nobody's. */
const besideOtherWork = 5_000;

const { setTimeout: wait } = timers;
timers.setTimeout = async <T>(milliseconds = 1, value?: T, options?: Parameters<typeof wait>[2]) => {
  const due = Date.now() + milliseconds;
  const result = await wait(Math.min(milliseconds, longestWait), value as T, options);
  if (milliseconds !== besideOtherWork && due > Date.now()) mock.timers.setTime(due);
  return result;
};

Math.random = () => 0.5;
crypto.randomUUID = () => '00000000-0000-4000-8000-000000000000';
crypto.webcrypto.randomUUID = crypto.randomUUID;
syncBuiltinESMExports();
