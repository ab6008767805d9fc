import { duplicateValue, textOf } from './duplicate-value.ts';

export const duplicateMail = duplicateValue({
  id: 'duplicate-mail',
  property: 'mail',
  title: 'Mail address of more than one account',
  headline: { one: 'account shares its mail address', many: 'accounts share their mail addresses' },
  severity: 'medium',
  severityWhy: 'Medium: an application may take one person for the other.',
  confuses: 'A guest and a member who are one person, and accounts of services that share a mailbox.',
  why: 'Applications that know people by their mail address take one person for the other.',
  fix: 'Decide whose address it is, and change the other account.',
  values: ({ mail }) => textOf(mail),
});
