/** The pure rooms, as globs from the root; `tests` are what their faults are tried on. */
export interface Room {
  files: readonly string[];
  tests: readonly string[];
}

/** A room and its tests, which bear its name. @param files those that are pure, without ending */
function room(name: string, files = '**/*'): Room {
  return { files: [`src/${name}/${files}.ts`], tests: [`test/${name}/**/*.test.ts`] };
}

export const rooms: Readonly<Record<string, Room>> = {
  // Flags of the engine are no behaviour that a unit test sees: the bench does.
  base: { ...room('base'), files: ['src/base/*.ts', '!src/base/v8-heap.ts'] },
  users: room('users'),
  // Whole directories are judged in calibration.test.ts, with the emulator's names: too slow for a thousand faults.
  findings: {
    ...room('findings'),
    tests: ['test/findings/!(calibration).test.ts', 'test/findings/rules/**/*.test.ts'],
  },
  gates: room('gates'),
  compare: room('compare', '{user-changes,chain,comparison}'),
  evidence: room('evidence'),
  privacy: room('privacy', 'exposure'),
  problems: room('problems'),
  // The others want the emulator, which is not part of what is tried.
  http: { ...room('http', '{retry,retry-policy,retry-after}'), tests: ['test/http/retry*.test.ts'] },
  report: room('report', '*'),
  list: room('list', 'walk-lists'),
};
