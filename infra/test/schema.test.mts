import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

/** What Pulumi itself makes of the component for `pulumi package get-schema`; not part of its public interface. */
const { Analyzer } = createRequire(import.meta.url)('@pulumi/pulumi/provider/experimental/analyzer.js');
const folder = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');
const manifest = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));

type Properties = Record<string, { plain?: true; optional?: true; type?: string; $ref?: string }>;

test('other languages can use the component: what may be an output, what must be plain, and what comes out', () => {
  const analyzer = new Analyzer(folder, manifest.name, manifest, new Set(['DirectoryReader']));
  const { components, typeDefinitions } = analyzer.analyze();
  const { inputs, outputs } = components.DirectoryReader as { inputs: Properties; outputs: Properties };
  const namesOf = (properties: Properties, plain: boolean) =>
    Object.entries(properties)
      .filter(([, property]) => (property.plain ?? false) === plain)
      .map(([name]) => name)
      .sort();
  assert.deepEqual(namesOf(inputs, false), ['displayName', 'notes', 'owners', 'serviceManagementReference']);
  assert.deepEqual(namesOf(inputs, true), [
    'active',
    'certificates',
    'cloud',
    'github',
    'grantAdminConsent',
    'protect',
    'signInActivity',
  ]);
  assert.ok(Object.values(inputs).every(({ optional }) => optional));
  assert.deepEqual(namesOf(typeDefinitions.ReaderCertificate.properties, false), ['pem', 'validityDays']);
  assert.deepEqual(namesOf(typeDefinitions.TrustedWorkflows.properties, false), ['issuer']);
  const optionalOf = (optional: true | undefined) =>
    Object.keys(outputs).filter((name) => outputs[name]?.optional === optional);
  assert.deepEqual(optionalOf(undefined), ['tenantId', 'clientId', 'adminConsentUrl']);
  assert.deepEqual(optionalOf(true), ['certificateThumbprint', 'certificateExpiresOn', 'certificatePem']);
});

test('Node itself loads it by the name that the engine looks for', async () => {
  assert.equal(manifest.name, 'entra-user-audit', 'the first word of the type');
  const { DirectoryReader } = await import(new URL(`../${manifest.main}`, import.meta.url).href);
  assert.equal(DirectoryReader.name, 'DirectoryReader');
});
