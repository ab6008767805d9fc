/** The pure rooms, as globs from the root; `tests` are what their faults are tried on. */
export interface Room {
  files: readonly string[];
  tests: readonly string[];
}

const directory = (...names: string[]) => names.map((name) => `src/directory/${name}.ts`);
const report = (...names: string[]) => names.map((name) => `src/report/${name}.ts`);

export const rooms: Readonly<Record<string, Room>> = {
  base: {
    files: [...directory('failure', 'did-you-mean'), ...report('numbers', 'safe-text'), 'src/{until-aborted,heap}.ts'],
    tests: ['test/base/*.test.ts', 'test/report/safe-text.test.ts', 'test/directory/gates.test.ts'],
  },
  users: {
    files: directory('user', 'user-name', 'property-names', 'tally', 'reconcile', 'creation-dates'),
    tests: ['test/users/*.test.ts', 'test/directory/{user,creation-dates,reconcile,tally}.test.ts'],
  },
  findings: {
    files: [
      ...directory('finding', 'accepted', 'rule-settings', 'skeleton', 'rules/*'),
      'src/{findings,groups,previous-findings}.ts',
    ],
    tests: ['test/findings/*.test.ts', 'test/rules/*.test.ts'],
  },
  gates: {
    files: directory('gates', 'judge-gates'),
    tests: ['test/gates/*.test.ts', 'test/directory/*gates.test.ts'],
  },
  compare: {
    files: [...directory('changes'), 'src/{chain,comparison}.ts'],
    tests: ['test/compare/*.test.ts', 'test/directory/changes.test.ts'],
  },
  evidence: { files: directory('manifest', 'previous-manifest'), tests: ['test/evidence/*.test.ts'] },
  problems: {
    files: ['src/entra/{problems,problem-*,aadsts-problems,comparison-problems}.ts', 'src/docs-base.ts'],
    tests: ['test/problems/*.test.ts', 'test/entra/problems.test.ts'],
  },
  http: {
    files: ['src/graph/retry.ts', 'src/http/*.ts'],
    tests: ['test/http/*.test.ts', 'test/graph/retry.test.ts'],
  },
  report: {
    files: [...report('html*', 'charts', 'summary*', 'progress', 'csv'), 'src/report-data.ts'],
    tests: ['test/report/*.test.ts', 'test/report-data.test.ts'],
  },
  list: { files: ['src/walk.ts'], tests: ['test/list/*.test.ts'] },
};
