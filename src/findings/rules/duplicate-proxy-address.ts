import { duplicateValue, textOf } from './duplicate-value.ts';

export const duplicateProxyAddress = duplicateValue({
  id: 'duplicate-proxy-address',
  property: 'proxyAddresses',
  title: 'Proxy address of more than one account',
  headline: { one: 'account shares a proxy address', many: 'accounts share proxy addresses' },
  severity: 'medium',
  severityWhy: 'Medium: mail is lost or goes astray, and synchronization stops for one of them.',
  confuses: 'Nothing that is known: Exchange Online refuses such an address, so that two who have it came past it.',
  why: 'Mail to the address reaches only one of them, and directory synchronization refuses the other.',
  fix: 'Take the address from the account that should not have it.',
  values: ({ proxyAddresses }) => (Array.isArray(proxyAddresses) ? proxyAddresses.flatMap(textOf) : []),
});
