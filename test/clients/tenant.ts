import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import forge from 'node-forge';
import { type Emulator, startEmulator } from '../../emulator/index.ts';
import { createCertificate, type TestCertificate } from '../harness/certificates.ts';
import { provisionApp } from '../harness/provision-app.ts';
import type { Credential } from './clients.ts';
import { startIssuer } from './issuer.ts';
import { microsoftHosts } from './namespace.ts';

/** The emulated tenant under the addresses of the public cloud, and an application that may list its users. */
export interface ClientsTenant extends AsyncDisposable {
  emulator: Emulator;
  /** What a client finds in its environment; its home is a fresh folder. */
  surroundings(credential: Credential): Promise<Record<string, string>>;
}

/** More users than one page of any size that Graph gives. */
const users = 1050;

/** Starts everything on port 443 of loopback. */
export async function startTenant(): Promise<ClientsTenant> {
  await using started = new AsyncDisposableStack();
  const emulator = started.use(await startEmulator({ port: 443, https: true, hostNames: microsoftHosts, users }));
  setDefaultCACertificates([...getCACertificates(), emulator.caCertificate ?? '']);
  const certificate = await createCertificate();
  const issuer = started.use(await startIssuer(certificate));
  const folder = await mkdtemp(join(tmpdir(), 'clients-'));
  started.defer(() => rm(folder, { recursive: true }));
  const { clientId, clientSecret = '' } = await provisionApp({
    origin: emulator.origin,
    tenantId: emulator.tenantId,
    administrator: emulator.administrator,
    certificatePem: certificate.certificatePem,
    secret: true,
    federated: { issuer: issuer.origin, subject: issuer.subject, audience: issuer.audience },
    consent: true,
  });
  const pfxPassword = 'contoso';
  const write = async (name: string, content: string | Buffer) => {
    await writeFile(join(folder, name), content);
    return join(folder, name);
  };
  const files = {
    KEY_FILE: await write('key.pem', certificate.keyPem),
    CERTIFICATE_FILE: await write('certificate.pem', certificate.certificatePem),
    BUNDLE_FILE: await write('bundle.pem', certificate.keyPem + certificate.certificatePem),
    PFX_FILE: await write('bundle.pfx', pack(certificate, pfxPassword)),
    CA_FILE: await write('ca.pem', emulator.caCertificate ?? ''),
  };
  const stack = started.move();
  let homes = 0;
  return {
    emulator,
    async surroundings(credential) {
      const home = join(folder, `home-${++homes}`);
      await mkdir(home);
      return {
        PATH: process.env.PATH ?? '',
        HOME: home,
        NODE: process.execPath,
        ...trusting(files.CA_FILE),
        ...files,
        TENANT_ID: emulator.tenantId,
        CLIENT_ID: clientId,
        CREDENTIAL: credential,
        CLIENT_SECRET: clientSecret,
        PFX_PASSWORD: pfxPassword,
        ISSUER: issuer.origin,
        ISSUER_SUBJECT: issuer.subject,
        ASSERTION_FILE: await write('assertion.jwt', await issuer.token()),
        ACTIONS_ID_TOKEN_REQUEST_URL: issuer.request.url,
        ACTIONS_ID_TOKEN_REQUEST_TOKEN: issuer.request.token,
      };
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

/** How clients in different languages are told to trust an authority; Java needs a store of its own. */
function trusting(caFile: string): Record<string, string> {
  return { SSL_CERT_FILE: caFile, REQUESTS_CA_BUNDLE: caFile, NODE_EXTRA_CA_CERTS: caFile };
}

/**
 * Packs a PFX as every client reads it: hamilton knows the older ciphers alone, and Java finds a key's certificate by
 * the id that both carry.
 */
function pack({ keyPem, certificatePem }: TestCertificate, password: string): Buffer {
  const { pki, pkcs12, asn1 } = forge;
  const [key, certificate] = [pki.privateKeyFromPem(keyPem), pki.certificateFromPem(certificatePem)];
  const pfx = pkcs12.toPkcs12Asn1(key, certificate, password, { algorithm: '3des' });
  return Buffer.from(asn1.toDer(pfx).getBytes(), 'latin1');
}
