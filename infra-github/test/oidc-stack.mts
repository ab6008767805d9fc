import * as pulumi from '@pulumi/pulumi';

/** The program with a reader's stack that has no certificate: it ends the process, as a program of Pulumi does. */
await pulumi.runtime.setMocks(
  {
    newResource: ({ name, inputs }) => ({
      id: name,
      state: { ...inputs, outputs: { tenantId: 'the-tenant', clientId: 'the-client' }, secretOutputNames: [] },
    }),
    call: () => ({}),
  },
  'entra-user-audit-github',
  'prod',
);
pulumi.runtime.setAllConfig({
  'entra-user-audit-github:reader': 'organization/entra-user-audit/prod',
  'entra-user-audit-github:repository': 'audit',
});
await import('../index.ts');
