/**
 * A link that works from a log: to the documentation of the very version that runs, where GitHub fetched it.
 *
 * @returns '' outside of that, so that paths are those of the repository
 */
export function docsBase(env: Readonly<Record<string, string | undefined>>): string {
  const { GITHUB_ACTION_REPOSITORY: repository, GITHUB_ACTION_REF: ref } = env;
  return repository && ref ? `${env.GITHUB_SERVER_URL || 'https://github.com'}/${repository}/blob/${ref}/` : '';
}
