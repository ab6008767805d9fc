import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startEmulator } from '../../emulator/index.ts';
import { createCertificate } from '../harness/certificates.ts';
import { audit } from './audit.ts';
import { createStack } from './stack.ts';

const day = 24 * 60 * 60 * 1000;

test('a certificate that was brought along is registered without its key, and warns before its end', async () => {
  await using emulator = await startEmulator({ https: true, users: 5 });
  const { certificatePem, keyPem, thumbprintSha1, notAfter } = await createCertificate({
    notAfter: new Date(Date.now() + 20 * day),
  });
  const config = { certificates: { hsm: { pem: certificatePem } } };
  await using stack = await createStack(emulator, { config });
  const { text } = await stack.must('up', '--skip-preview');
  assert.match(text, /warning: Certificate "hsm" ends on \d{4}-\d\d-\d\d, in (19|20) days\./);
  const again = await stack.must('up', '--skip-preview', '--expect-no-changes');
  assert.match(again.text, /warning: Certificate "hsm" ends on/);
  await stack.must('preview', '--refresh', '--expect-no-changes');

  const outputs = await stack.outputs();
  assert.equal(outputs.certificateThumbprint, thumbprintSha1);
  assert.equal(outputs.certificateExpiresOn, notAfter.toISOString().slice(0, 10));
  assert.ok(!('certificatePem' in outputs));
  assert.match(outputs.githubSetup ?? '', /certificate=\$\(cat key\.pem certificate\.pem\)/);
  assert.doesNotMatch(await stack.exported(), /tls:index/);

  const run = await audit(emulator, { ...outputs, certificatePem: keyPem + certificatePem });
  assert.equal(run.outputs['user-count'], '5', run.lines.join('\n'));
  await run.cleanup();
});
