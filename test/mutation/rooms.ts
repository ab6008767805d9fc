/** The pure rooms, as globs from the root; `tests` are what their faults are tried on. */
export interface Room {
  files: readonly string[];
  tests: readonly string[];
}

export const rooms: Readonly<Record<string, Room>> = {
  base: {
    files: ['src/directory/{failure,did-you-mean}.ts', 'src/report/{numbers,safe-text}.ts', 'src/until-aborted.ts'],
    tests: [
      'test/directory/{failure,did-you-mean}.test.ts',
      'test/report/{numbers,safe-text}.test.ts',
      'test/until-aborted.test.ts',
    ],
  },
  users: {
    files: ['src/directory/{user,user-name,property-names,tally,reconcile,creation-dates}.ts'],
    tests: ['test/directory/{user,user-types,property-names,tally,reconcile,creation-dates}.test.ts'],
  },
  findings: {
    files: [
      'src/directory/{finding,accepted,rule-settings,skeleton}.ts',
      'src/directory/rules/*.ts',
      'src/{findings,groups,previous-findings}.ts',
    ],
    tests: ['test/rules/*.test.ts'],
  },
  gates: { files: ['src/directory/{gates,judge-gates}.ts'], tests: ['test/directory/{gates,judge-gates}.test.ts'] },
  compare: {
    files: ['src/directory/changes.ts', 'src/{chain,comparison}.ts'],
    tests: ['test/directory/changes.test.ts', 'test/{chain,comparison}.test.ts'],
  },
  evidence: {
    files: ['src/directory/{manifest,previous-manifest}.ts'],
    tests: ['test/directory/{manifest,previous-manifest}.test.ts'],
  },
  problems: {
    files: ['src/entra/{problems,problem-*,aadsts-problems,comparison-problems}.ts', 'src/docs-base.ts'],
    tests: ['test/entra/problems.test.ts', 'test/docs-base.test.ts'],
  },
  http: {
    files: ['src/graph/retry.ts', 'src/http/*.ts'],
    tests: ['test/graph/retry.test.ts', 'test/http/*.test.ts'],
  },
  report: {
    files: ['src/report/{html*,charts,summary*,progress,csv}.ts', 'src/report-data.ts'],
    tests: ['test/report/*.test.ts', 'test/report-data.test.ts'],
  },
  list: { files: ['src/walk.ts'], tests: ['test/walk.test.ts'] },
};
