import type { ProblemRow } from './problem-row.ts';

/** What keeps the list from being handed on, although it is whole. */
export const publishingProblems: Readonly<Record<string, ProblemRow>> = {
  'users-output-too-large': {
    what: 'The list is {kib} KiB as JSON; an output takes 900 KiB at the most.',
    cause: 'Outputs are made for small directories.',
    next: 'Use publish: artifact, or select fewer properties. The files are in {directory}.',
  },
  'artifact-unavailable': {
    what: 'The list was not published: this run has no artifact service (ACTIONS_RUNTIME_TOKEN or ACTIONS_RESULTS_URL is missing). That was seen before anything was read.',
    cause: 'The Action runs outside of a GitHub Actions job.',
    next: 'Use publish: none and take the files from the folder that the output "directory" names.',
  },
  'artifact-server': {
    what: 'The list cannot be published as an artifact from {server}: a GitHub Enterprise Server has not the service that takes artifacts on github.com. Nothing was read yet.',
    cause: 'GITHUB_SERVER_URL is neither github.com nor a host of ghe.com, and publish is artifact or both.',
    next: 'Set publish: none, and upload the files in a step of your own behind this one: uses: actions/upload-artifact@v3 (or v3-node20, which enterprise servers take) with name: the artifact-name of this Action, entra-users unless you set it, and path: the output "directory" of this step. Under that name the next run finds it for the comparison.',
  },
  'artifact-name-taken': {
    what: 'The list was not published: this run already has an artifact named "{artifactName}".',
    cause:
      'Another job of a matrix, or another step, has published under the same name. Names are unique within a run. Or an upload took the name and then broke off: the name stays taken in this run, and its page lists nothing; the log above then says "attempt 1 of 5 failed", or another step has failed.',
    next: 'Give each its own artifact-name, for example with the matrix value in it; after such a fault start a new run. The files are in {directory}.',
  },
  'artifact-name-taken-before': {
    what: 'The list was not published: this run already has an artifact named "{artifactName}". This is attempt {attempt} of the run.',
    cause:
      'An earlier attempt of this run has published under that name, and its artifact is still there; or its upload broke off: then the name stays taken in this run, and its page lists nothing. Where GitHub keeps the attempts of a run apart, it was another job of a matrix, or another step, of this attempt; or a first try that took the name and then failed: the log above then says "attempt 1 of 5 failed".',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub's workflows, to be copied
    next: "Start a new run instead of running this one again, or, where the run's page lists the artifact, delete it there first. Where runs are often run again, put ${{ github.run_attempt }} into artifact-name: each run is then compared with earlier ones of the same attempt. The files are in {directory}.",
  },
  'artifact-quota': {
    what: 'The list was not published as an artifact: {reason}',
    cause:
      'The account that pays for this repository has used up its storage for artifacts, packages and caches, or has reached its spending limit.',
    next: 'Delete artifacts that nobody needs, set a smaller retention-days, or have the owner of the account raise the limit; GitHub counts anew only every 6 to 12 hours, and until then it refuses again. Nothing is lost: the files are in {directory}.',
  },
  'artifact-refused': {
    what: 'The list was not published as an artifact: {reason}',
    cause:
      "GitHub's artifact service or the storage behind it did not take it: a fault, a proxy or firewall on the way, or a name that is not allowed.",
    next: 'Read the reason, and put right what it names; then start a new run: where this one is run again, the name may be taken by this upload. Nothing is lost: the files are in {directory}.',
  },
};
