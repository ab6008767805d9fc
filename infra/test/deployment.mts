import assert from 'node:assert/strict';
import * as pulumi from '@pulumi/pulumi';
import { readConfig } from '../config.ts';
import { DirectoryReader } from '../directory-reader.ts';
import { nothingHeld } from '../held.ts';
import { readerArgs } from '../reader-args.ts';
import { sourceOf } from './config-source.mts';
import { selfSigned } from './self-signed.mts';

export interface RecordedResource {
  type: string;
  name: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into inputs of every shape
  inputs: any;
  /** Names of the inputs that are secret. */
  secrets: string[];
}

export interface Deployment {
  reader: DirectoryReader;
  resources: RecordedResource[];
  /** Functions of providers that were called, and with what. */
  calls: { token: string; inputs: unknown }[];
  warnings: string[];
  urns: string[];
  /** The resources of a type such as `azuread:Application`. */
  of(type: string): RecordedResource[];
  /** The options of the resources of a type, in the order in which the program made them. */
  optionsOf(type: string): pulumi.CustomResourceOptions[];
  /** The inputs of the only resource of a type. */
  single(type: string): RecordedResource['inputs'];
}

export const deployerId = '11111111-aaaa-4bbb-8ccc-222222222222';
export const tenantId = '55555555-aaaa-4bbb-8ccc-666666666666';
export const clientId = '77777777-aaaa-4bbb-8ccc-888888888888';
export const graphObjectId = '33333333-aaaa-4bbb-8ccc-444444444444';
export const appRoleIds = {
  'User.Read.All': 'df021288-bdef-4463-88db-98f22de89214',
  'AuditLog.Read.All': 'b0afded3-3588-46d8-8b3d-9842eff778da',
  'Directory.Read.All': '7ab1d382-f21e-4acd-a863-ba3e13f7da61',
};
const day = 24 * 60 * 60 * 1000;

/** Lets Pulumi's mocks stand for engine and providers. Every certificate that is "made" lasts 180 days from `now`. */
export async function useMocks(now = Date.now()): Promise<Pick<Deployment, 'resources' | 'calls'>> {
  const made = await selfSigned({ notBefore: new Date(now), notAfter: new Date(now + 180 * day) });
  const resources: RecordedResource[] = [];
  const calls: Deployment['calls'] = [];
  await pulumi.runtime.setMocks(
    {
      newResource({ type, name, inputs }) {
        resources.push({ type: shortType(type), name, ...withoutMarks(inputs) });
        const computed: Record<string, object> = {
          'azuread:index/application:Application': { clientId },
          'azuread:index/servicePrincipal:ServicePrincipal': { objectId: 'principal-object-id' },
          'tls:index/privateKey:PrivateKey': { privateKeyPemPkcs8: made.keyPem },
          'tls:index/selfSignedCert:SelfSignedCert': { certPem: made.certificatePem },
        };
        return { id: `/applications/${name}`, state: { ...inputs, ...computed[type] } };
      },
      call({ token, inputs }) {
        calls.push({ token, inputs });
        return token.endsWith(':getClientConfig')
          ? { clientId: 'deployer', objectId: deployerId, tenantId }
          : { ...inputs, objectId: graphObjectId, appRoleIds };
      },
    },
    'entra-user-audit',
    'prod',
    false,
    'organization',
  );
  return { resources, calls };
}

/** Builds the reader that a config asks for. @param now milliseconds since the epoch @param held by the stack before */
export async function deploy(config: object = {}, now = Date.now(), held = nothingHeld): Promise<Deployment> {
  const { resources, calls } = await useMocks(now);
  const warnings: string[] = [];
  const warn = (message: string) => void warnings.push(message);
  const made: { type: string; options: pulumi.CustomResourceOptions }[] = [];
  // Mocks are not told the options of a resource; whatever transforms resources is.
  const record: pulumi.ResourceTransformation = ({ type, opts }) => {
    made.push({ type: shortType(type), options: opts });
    return undefined;
  };
  const args = readerArgs(readConfig({ ...sourceOf(config), held, now }));
  const reader = new DirectoryReader(
    'directory-reader',
    args,
    { transformations: [record] },
    { now, warn, held: Promise.resolve(held) },
  );
  await pulumi.runtime.disconnect();
  const monitor = pulumi.runtime.getMonitor() as unknown as { resources: Map<string, unknown> };
  return {
    reader,
    resources,
    calls,
    warnings,
    urns: [...monitor.resources.keys()].sort(),
    of: (type) => resources.filter((resource) => resource.type === type),
    optionsOf: (type) => made.filter((resource) => resource.type === type).map(({ options }) => options),
    single(type) {
      const found = resources.filter((resource) => resource.type === type);
      assert.equal(found.length, 1, type);
      return found[0]?.inputs;
    },
  };
}

/** `azuread:Application` of `azuread:index/application:Application`. */
function shortType(type: string): string {
  return type.replace(/index\/\w+:/, '');
}

/** Pulumi hands a secret over as an object with a mark in it. */
function withoutMarks(inputs: Record<string, unknown>): Pick<RecordedResource, 'inputs' | 'secrets'> {
  const mark = '4dabf18193072939515e22adb298388d';
  const isMarked = (value: unknown): value is { value: unknown } =>
    typeof value === 'object' && value !== null && mark in value;
  const entries = Object.entries(inputs);
  return {
    inputs: Object.fromEntries(entries.map(([name, value]) => [name, isMarked(value) ? value.value : value])),
    secrets: entries.filter(([, value]) => isMarked(value)).map(([name]) => name),
  };
}

/** The value of an output, and whether it is secret. */
export async function known<T>(
  output: pulumi.Output<T> | undefined,
): Promise<{ value: T | undefined; secret: boolean }> {
  if (output === undefined) return { value: undefined, secret: false };
  const secret = await pulumi.isSecret(output);
  const value = await new Promise<T>((resolve) => {
    output.apply((value) => resolve(value as T));
  });
  return { value, secret };
}
