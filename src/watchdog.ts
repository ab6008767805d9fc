import { writeSync } from 'node:fs';
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { type WatchNews, type WatchOrders, watchStates } from './base/deadline-watch.ts';
import { clearUnfinished } from './disk/clear-folder.ts';

// The second thread of an audit. It sleeps until the deadline; when the first one does not end then, it ends the process:
// whatever keeps the first one busy cannot keep this one from it.
const { state, left, grace, clearing, temporary, news } = workerData as WatchOrders;
/** How often a pipe is tried that takes nothing, and milliseconds in between: nobody may be reading it. */
const [tries, pause] = [50, 100];

Atomics.wait(state, 0, watchStates.atWork, left);
// From when this thread woke: where the machine was asleep, the other one gets its time all the same.
Atomics.wait(state, 0, watchStates.atWork, grace);
// Nobody wakes it from here on: the process ends, and this thread with it.
if (Atomics.load(state, 0) === watchStates.stopping) Atomics.wait(state, 0, watchStates.stopping, clearing);
endProcess(latestNews());

function latestNews(): WatchNews {
  let latest = news;
  // Its loop does not turn while it sleeps.
  for (let more = next(); more !== undefined; more = next()) latest = { ...latest, ...more.message };
  return latest;
}

function next(): { message: WatchNews } | undefined {
  return parentPort === null ? undefined : receiveMessageOnPort(parentPort);
}

function endProcess({ folder, lastWords }: WatchNews): void {
  // On a line of its own: the other thread may have been stopped in the midst of one.
  if (lastWords !== undefined) say(`\n${lastWords}\n`);
  try {
    if (folder !== undefined) clearUnfinished(folder, temporary);
  } catch {
    // It goes with the step at the end of the job.
  }
  // `process.exit` would end this thread alone.
  process.kill(process.pid, 'SIGKILL');
}

function say(text: string): void {
  let rest = Buffer.from(text);
  for (let time = 0; rest.length > 0 && time < tries; time += 1) {
    try {
      rest = rest.subarray(writeSync(1, rest));
    } catch (error) {
      if ((error as { code?: unknown }).code !== 'EAGAIN') return;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause);
    }
  }
}
