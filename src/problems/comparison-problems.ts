import type { ProblemRow } from './problem-row.ts';

/** Failed gates, and what can keep today's list from being compared: the latter are warnings, today's list is whole. */
export const comparisonProblems: Readonly<Record<string, ProblemRow>> = {
  'gates-failed': {
    what: '{headline}\n{number}:{list}',
    cause:
      'The directory is not as fail-on wants it, or a gate lacks what it is judged by: a comparison, a property, a rule.',
    next: 'The evidence was published: look at report.html. If all that changed is meant, accept it: run the workflow by hand (Actions, this workflow, Run workflow) with accept-changes ticked. That sets fail-on: unreconciled for one run, with which the next one compares (a list that is not reconciled is never accepted). Where the workflow has no such input, README.md has its lines. The gates severity: and finding: fail as long as a finding is open: mend it, or put its entry, which report.html has to copy, into the file that accepted-findings names. For a gate that cannot be judged, see what it says it lacks.',
  },
  'previous-forbidden': {
    what: "There is no comparison with an earlier list: GitHub does not let this run read the workflow's earlier artifacts ({reason}).",
    cause: 'The job lacks "permissions: actions: read", or github-token is a token for something else.',
    next: "Add it to the job's permissions, or set baseline: none. Today's list is whole all the same.",
  },
  'previous-token-refused': {
    what: "There is no comparison with an earlier list: GitHub does not let this run read the workflow's earlier artifacts: it does not take github-token ({reason}).",
    cause: 'The input github-token is empty, or holds a token that has expired, was revoked or is of another GitHub.',
    next: "Leave github-token out: the job's own token is its default. Or renew it, or set baseline: none. Today's list is whole all the same.",
  },
  'previous-policy': {
    what: "There is no comparison with an earlier list: a rule of the organization keeps this run from the workflow's earlier artifacts ({reason}).",
    cause:
      'Single sign-on for which github-token is not authorized, an IP allow list that lacks this runner, or a rule against such tokens.',
    next: "Authorize the token for single sign-on, have the runner's address added to the list, or leave github-token out: the job's own token needs no single sign-on. Or set baseline: none. Today's list is whole all the same.",
  },
  'previous-blocked': {
    what: "There is no comparison with an earlier list: GitHub hands out nothing of this repository's Actions ({reason}).",
    cause: 'The repository, its Actions or the account is disabled, archived, locked, blocked or not paid for.',
    next: "Read GitHub's words; an owner of the repository sees more under its settings. Today's list is whole all the same.",
  },
  'previous-limited': {
    what: 'There is no comparison with an earlier list: a rate limit of GitHub could not be waited out ({reason}).',
    cause:
      "Too many requests in an hour (primary limit) or in a short time (secondary limit), by all that share github-token: with the job's own token, every workflow of the repository.",
    next: "Nothing need be done: the next run looks again. If it happens often, let the audit start at another time than other workflows, or raise time-limit: the audit waits for a quarter of the time that is left. Today's list is whole all the same.",
  },
  'previous-unavailable': {
    what: 'There is no comparison with an earlier list: the previous artifact could not be read ({reason}).',
    cause: 'A fault of GitHub, of the network, of a proxy on the way or of the disk of this runner.',
    next: "Nothing need be done: the next run looks again. Today's list is whole all the same.",
  },
  'previous-spoiled': {
    what: 'There is no comparison with an earlier list: the artifact of run {runId} cannot be used: {reason}. The chain of evidence has a break here.',
    cause: 'It was made by something else, by another version or without users.jsonl; or somebody has changed it.',
    next: "Find out who made it, then delete it: an older one is found next time. Today's list is whole all the same.",
  },
  'previous-foreign': {
    what: 'There is no comparison with an earlier list: that of run {runId} cannot be compared: {reason}.',
    cause:
      'The inputs of the workflow have changed, two jobs publish under one artifact-name, or the domain that names the tenant is of another one now.',
    next: "Give each audit its own artifact-name; after a change of inputs the next run compares again. Today's list is whole all the same.",
  },
  'previous-encrypted': {
    what: 'There is no comparison with an earlier list: that of run {runId} is encrypted, and {reason}.',
    cause:
      'Nobody gave this run an identity (the secret half of a key) that the earlier run encrypted to. Its manifest is readable, so the chain of evidence goes on.',
    next: "Put the identity of a key of its own into a secret and give it as age-identity: from then on each run encrypts to it as well, and the next one can compare. Without comparisons, set baseline: none. Today's list is whole all the same.",
  },
  'baseline-encrypted': {
    what: 'There is no comparison with an earlier list: that of the input "baseline" is encrypted, and {reason}.',
    cause: 'The input age-identity lacks an identity (the secret half of a key) that the list was encrypted to.',
    next: "Give that identity, or open the list with age -d and name what comes out. Today's list is whole all the same.",
  },
  'baseline-unusable': {
    what: 'There is no comparison with an earlier list: that of the input "baseline" cannot be used: {reason}.',
    cause: 'It is cut, was changed, is not sorted by id, or belongs to another audit.',
    next: "Take a users.jsonl as this Action wrote it, with its manifest.json beside it. Today's list is whole all the same.",
  },
};
