/**
 * The Action, as a workflow names it. `npm run docs` writes it from `repository` of the package.json above and from
 * CHANGELOG.md, which are not there where this program was copied to.
 */
export const actionRepository = 'entra-user-audit/entra-user-audit';
export const actionRef = '<commit>';
export const actionComment = 'git ls-remote https://github.com/entra-user-audit/entra-user-audit main';
