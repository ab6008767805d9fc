import type { ProblemRow } from './problem-row.ts';

/** What would show the directory to people for whom it is not meant. */
export const exposureProblems: Readonly<Record<string, ProblemRow>> = {
  'repository-public': {
    what: 'The repository {repository} is public: everybody who is signed in to GitHub could {deeds}. Nothing was read from the directory.',
    cause:
      'Who can read a repository can read what its runs publish. The list is the personal data of everybody in the tenant.',
    next: 'Set encrypt-to to the age recipients of those who may read it, with publish: artifact and summary: counts: files are then published encrypted alone. Or run the audit in a private repository; or set publish: none and summary: counts, and use the files within the job. If everybody may know all of it, set allow-public-repository: true.',
  },
  'repository-unknown': {
    what: 'It is not known who can read the repository {repository} ({reason}), so it counts as public: everybody who is signed in to GitHub could {deeds}. Nothing was read from the directory.',
    cause:
      "github-token is empty, has expired or is of another repository; or this runner does not reach GitHub's REST API (a fault, a rate limit, a proxy).",
    next: "Leave github-token out: the job's own token is its default, and may always ask. Run it again if it was a fault. Otherwise set encrypt-to to the age recipients of those who may read the list, with publish: artifact and summary: counts; or publish: none and summary: counts. If you know that the repository is private, or everybody may know all of it, set allow-public-repository: true.",
  },
};
