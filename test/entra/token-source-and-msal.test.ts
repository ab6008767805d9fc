import assert from 'node:assert/strict';
import { createPublicKey, verify } from 'node:crypto';
import { test } from 'node:test';
import { ConfidentialClientApplication, type NodeAuthOptions } from '@azure/msal-node';
import { readCertificate } from '../../src/entra/certificate.ts';
import type { Credential } from '../../src/entra/credential.ts';
import { createTokenSource } from '../../src/entra/token-source.ts';
import { sharedCertificate } from '../harness/certificates.ts';

const clientId = '11111111-2222-4333-8444-555555555555';
const authorityUrl = 'https://login.microsoftonline.com';
const scope = 'https://graph.microsoft.com/.default';
const { keyPem, certificatePem } = await sharedCertificate();
const certificate = await readCertificate({ content: keyPem + certificatePem, input: 'certificate' }, Date.now());
const granted = { token_type: 'Bearer', expires_in: 3599, access_token: 'token' };

interface Asked {
  url: string;
  form: URLSearchParams;
}

async function askedByUs(credential: Credential): Promise<Asked> {
  const asked: Asked[] = [];
  const pace = { now: Date.now, sleep: async () => {}, random: () => 0, deadline: Date.now() + 60_000, onWait() {} };
  const tokens = createTokenSource(
    { authorityUrl, tenantId: 'contoso.example', clientId, scope, credential },
    {
      async transport({ url, body }) {
        asked.push({ url, form: new URLSearchParams(String(body)) });
        return { status: 200, headers: new Map(), body: JSON.stringify(granted), secrets: [] };
      },
      pace,
      mask() {},
    },
  );
  await tokens.getToken();
  assert.ok(asked[0]);
  return asked[0];
}

async function askedByMsal(credential: Partial<NodeAuthOptions>): Promise<Asked> {
  const asked: Asked[] = [];
  const at = `${authorityUrl}/contoso.example`;
  const endpoints = {
    authorization_endpoint: `${at}/oauth2/v2.0/authorize`,
    token_endpoint: `${at}/oauth2/v2.0/token`,
  };
  const authorityMetadata = JSON.stringify({ issuer: `${at}/v2.0`, jwks_uri: `${at}/keys`, ...endpoints });
  const application = new ConfidentialClientApplication({
    auth: { clientId, authority: at, authorityMetadata, ...credential },
    system: {
      networkClient: {
        sendGetRequestAsync: () => Promise.reject(new Error('MSAL has all metadata')),
        async sendPostRequestAsync(url, options) {
          const { origin, pathname } = new URL(url);
          asked.push({ url: origin + pathname, form: new URLSearchParams(options?.body) });
          // biome-ignore lint/suspicious/noExplicitAny: MSAL's own type parameter decides what the body is
          return { status: 200, headers: {}, body: granted as any };
        },
      },
    },
  });
  await application.acquireTokenByClientCredential({ scopes: [scope] });
  assert.ok(asked[0]);
  return asked[0];
}

/** What MSAL says about itself and what it asks of its own accord is not part of the protocol. */
function protocolOf({ url, form }: Asked) {
  const { client_assertion: _, ...fields } = Object.fromEntries(form);
  const own = /^(?:x-client-|client_info$|client-request-id$|x-ms-)/;
  return { url, fields: Object.fromEntries(Object.entries(fields).filter(([name]) => !own.test(name))) };
}

function tokenParts({ form }: Asked) {
  const [header = '', claims = '', signature = ''] = (form.get('client_assertion') ?? '').split('.');
  const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString());
  return { header: read(header), claims: read(claims), signed: `${header}.${claims}`, signature };
}

test('a sign-in with a certificate asks what MSAL asks, by an assertion that says the same', async () => {
  const { privateKey, thumbprintSha256 } = certificate;
  const ours = await askedByUs({ kind: 'certificate', certificate });
  const theirs = await askedByMsal({ clientCertificate: { privateKey, thumbprintSha256 } });
  assert.deepEqual(protocolOf(ours), protocolOf(theirs));
  const [us, them] = [tokenParts(ours), tokenParts(theirs)];
  assert.deepEqual(us.header, them.header);
  assert.deepEqual(Object.keys(us.claims).sort(), Object.keys(them.claims).sort());
  for (const name of ['aud', 'iss', 'sub']) assert.equal(us.claims[name], them.claims[name], name);
  for (const { claims } of [us, them]) assert.equal(claims.exp - claims.nbf, 600);
  const key = { key: createPublicKey(certificatePem), padding: 6, saltLength: 32 };
  assert.ok(verify('sha256', Buffer.from(us.signed), key, Buffer.from(us.signature, 'base64url')));
});

test('a sign-in with a secret, and one with an assertion of somebody else, ask what MSAL asks', async () => {
  const secret = 'a secret: with & and =, of some length';
  const bySecret = await askedByUs({ kind: 'secret', secret });
  assert.deepEqual(protocolOf(bySecret), protocolOf(await askedByMsal({ clientSecret: secret })));
  const byAssertion = await askedByUs({ kind: 'federated', assertion: async () => 'an.assertion.x' });
  const theirs = await askedByMsal({ clientAssertion: async () => 'an.assertion.x' });
  assert.deepEqual(protocolOf(byAssertion), protocolOf(theirs));
  assert.equal(byAssertion.form.get('client_assertion'), theirs.form.get('client_assertion'));
});
