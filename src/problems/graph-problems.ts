import type { ProblemRow } from './problem-row.ts';

/** What Microsoft Graph refuses, by its own code where it has one; and answers of its that cannot be followed. */
export const graphProblems: Readonly<Record<string, ProblemRow>> = {
  'graph-refused': {
    what: 'Microsoft Graph answered HTTP {status} {graphCode}: {words}',
    cause: 'Graph does not take this request as it is: often the value of select or filter.',
    next: 'Try the same request in Graph Explorer: {request}',
  },
  Authorization_RequestDenied: {
    what: 'Application {clientId} may not read the users of tenant {tenantId}: Graph answered 403 "{words}".',
    cause:
      'The application permission User.Read.All has not been granted: declaring it in the registration is not enough, an administrator must consent. (Permissions in the token: {roles}.)',
    next: 'Let an administrator open {adminConsentUrl} and accept, then run this again. For a consent given only moments ago set wait-for-replication.',
  },
  'forbidden-with-permission': {
    what: 'Graph answered 403 "{words}" to application {clientId}, although the permission to read users is in its token ({roles}).',
    cause:
      'The consent is given, so it is not that. A property in select or filter may need another permission or licence, or a policy of the tenant refuses this application.',
    next: 'Run it once without select and filter: if that works, add their properties one by one. Asked for: {asked}.',
  },
  'property-needs-permission': {
    what: 'Graph answered 403 "{words}": {property} is not covered by the permission to read users, which is granted.',
    cause: '{property} needs the application permission {permission}, which is not in the token ({roles}).',
    next: 'Grant {permission} with consent, or take {property} out of select and filter.',
  },
  'property-needs-licence': {
    what: 'Graph answered 403 "{words}": this tenant may not read {property}.',
    cause: 'It needs a licence of Entra ID (P1 or P2), or a kind of tenant that has it: Azure AD B2C has not.',
    next: 'Take {property} out of select and filter, or get the licence. (Permissions in the token: {roles}.)',
  },
  'property-of-one-user': {
    what: 'Graph does not answer {property} in a list: {words}',
    cause: 'Another service holds it, and gives it for one user at a time only.',
    next: 'Take it out of select.',
  },
  'property-unknown': {
    what: 'Users have no property "{unknownProperty}", says Microsoft Graph.{hint}',
    cause: 'A typing error in {where}, or a directory extension that is not registered in this tenant.',
    next: 'Correct {where}. In its own words: {words}',
  },
  InvalidAuthenticationToken: {
    what: 'Microsoft Graph does not accept the access token, and not a fresh one either: {words}',
    cause: 'authority-url and graph-url belong to different clouds, or the application was just changed or disabled.',
    next: 'Check cloud, authority-url and graph-url; then run this again.',
  },
  Request_UnsupportedQuery: {
    what: 'Microsoft Graph does not support this query: {words}',
    cause:
      'A property in filter does not take this operator, select and filter cannot be combined like this, or include-manager is set beside a filter that brings no managers.',
    next: 'See https://learn.microsoft.com/graph/aad-advanced-queries for what users can be filtered by. Request: {request}',
  },
  BadRequest: {
    what: 'Microsoft Graph cannot read this query: {words}',
    cause: 'The syntax of filter is wrong, or select names a property that users do not have.',
    next: 'Correct filter or select. Request: {request}',
  },
  Directory_ExpiredPageToken: {
    what: 'Microsoft Graph let the page tokens of the list expire {restarts} times.',
    cause: 'The list was read from its start again each time, and came no further.',
    next: 'Run the workflow again; when it stays like this, report the request ids to Microsoft.',
  },
  DirectoryPageTokenNotFoundException: {
    what: 'Microsoft Graph lost its place in the list {restarts} times.',
    cause: 'The list was resumed each time, and came no further.',
    next: 'Run the workflow again; when it stays like this, report the request ids to Microsoft.',
  },
  'graph-malformed': {
    what: 'Microsoft Graph answered with something that is not a list of users: {reason}.',
    cause: 'Something between this runner and Graph (a proxy, a gateway) answers in its place, or graph-url is wrong.',
    next: 'Check graph-url and the proxy of this runner. Request: {request}',
  },
  'next-link-foreign': {
    what: 'The next page of the list is said to be at {origin}, which is not the address of Graph, {graphUrl}. Nothing was sent there.',
    cause: 'A gateway rewrites addresses badly, or somebody tries to get hold of the access token.',
    next: 'If you run a gateway, let it rewrite @odata.nextLink to its own address; otherwise find out who answers for graph-url.',
  },
  'paging-stuck': {
    what: 'Microsoft Graph does not come to the end of the list: the next page is the same one, or an empty one, again and again.',
    cause: 'A fault of the service, or of a gateway before it.',
    next: 'Run the workflow again; when it stays like this, report the request ids to Microsoft.',
  },
};
