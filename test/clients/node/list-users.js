import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** @azure/identity with the Graph client for JavaScript: the ids of all users, one a line. */
const { env } = process;
// The packages are installed outside of the tree.
const require = createRequire(`${env.PACKAGES}/list-users.js`);
const { ClientAssertionCredential, ClientCertificateCredential, ClientSecretCredential } = require('@azure/identity');
const { Client, PageIterator } = require('@microsoft/microsoft-graph-client');
const {
  TokenCredentialAuthenticationProvider,
} = require('@microsoft/microsoft-graph-client/authProviders/azureTokenCredentials');

const credentials = {
  secret: () => new ClientSecretCredential(env.TENANT_ID, env.CLIENT_ID, env.CLIENT_SECRET),
  certificate: () =>
    new ClientCertificateCredential(env.TENANT_ID, env.CLIENT_ID, { certificatePath: env.BUNDLE_FILE }),
  federated: () =>
    new ClientAssertionCredential(env.TENANT_ID, env.CLIENT_ID, async () => readFileSync(env.ASSERTION_FILE, 'utf8')),
};
const authProvider = new TokenCredentialAuthenticationProvider(credentials[env.CREDENTIAL](), {
  scopes: ['https://graph.microsoft.com/.default'],
});
const client = Client.initWithMiddleware({ authProvider });
const users = new PageIterator(client, await client.api('/users').select('id').get(), ({ id }) => {
  console.log(id);
  return true;
});
await users.iterate();
