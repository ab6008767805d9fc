import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Loaded before a measured script. JavaScript: the compiler that Node would load for TypeScript takes memory itself.
 * Leaves the peak of its resident memory in bytes, and the time of all its threads on cores in milliseconds, in the file
 * that is named here.
 */
const file = process.env.HARNESS_PEAK_RSS_FILE;
delete process.env.HARNESS_PEAK_RSS_FILE;
if (file !== undefined) {
  process.once('exit', () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    writeFileSync(file, `${peakOfProgram() ?? maxRSS * 1024} ${(userCPUTime + systemCPUTime) / 1000}`);
  });
}

/**
 * What `maxRSS` tells begins with the memory of whoever started the process, as long as it had not begun its own program;
 * Linux knows it without.
 */
function peakOfProgram() {
  if (process.platform !== 'linux') return undefined;
  const kibibytes = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  return kibibytes && Number(kibibytes) * 1024;
}
