import type { Emulator } from '../../emulator/index.ts';

/** How many requests Graph has answered so far; those that made the test's application are among them. */
export function countGraphRequests({ requests }: Pick<Emulator, 'requests'>): number {
  return requests.filter(({ path }) => /^\/(?:v1\.0|beta)\//.test(path)).length;
}
