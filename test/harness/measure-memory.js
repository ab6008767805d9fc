import { writeFileSync } from 'node:fs';

/**
 * Loaded before a measured script. JavaScript: the compiler that Node would load for TypeScript takes memory itself.
 * Leaves the peak of its resident memory, in bytes, in the file that is named here.
 */
const file = process.env.HARNESS_PEAK_RSS_FILE;
delete process.env.HARNESS_PEAK_RSS_FILE;
if (file !== undefined) {
  process.once('exit', () => writeFileSync(file, String(process.resourceUsage().maxRSS * 1024)));
}
