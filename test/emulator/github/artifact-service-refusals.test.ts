import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { startGitHub } from '../../../emulator/github/index.ts';

test('the artifact service refuses what does not fit: tokens, signatures, sizes and hashes', async (t) => {
  const github = await startGitHub();
  t.after(github.close);
  const run = github.startRun();
  const { ACTIONS_RUNTIME_TOKEN: token = '' } = await github.env(run);
  const ids = { workflow_run_backend_id: run.backendId, workflow_job_run_backend_id: run.jobBackendId };
  const call = async (method: string, fields: object, bearer = token) => {
    const response = await fetch(`${github.origin}/twirp/github.actions.results.api.v1.ArtifactService/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${bearer}` },
      body: JSON.stringify(fields),
    });
    const body = (await response.json()) as Record<string, unknown>;
    return { status: response.status, body };
  };
  const create = { ...ids, name: 'list', version: 7, mime_type: 'application/zip' };

  assert.equal((await call('CreateArtifact', create, `${token}x`)).status, 401);
  const { ACTIONS_RUNTIME_TOKEN: other } = await github.env(github.startRun());
  assert.equal((await call('CreateArtifact', create, other)).body.code, 'permission_denied');
  assert.equal((await call('CreateArtifact', { ...create, name: 'a/b' })).body.code, 'invalid_argument');

  const created = await call('CreateArtifact', create);
  const upload = String(created.body.signed_upload_url);
  const bytes = Buffer.from('not really a zip');
  const put = (url: string, type: object = { 'x-ms-blob-type': 'BlockBlob' }) =>
    fetch(url, { method: 'PUT', headers: { ...type }, body: bytes });
  assert.equal((await put(upload.replace(/sig=.*/, 'sig=AAAA'))).status, 403);
  assert.equal((await fetch(upload)).status, 403, 'a signature for writing does not allow reading');
  assert.equal((await put(upload, {})).headers.get('x-ms-error-code'), 'MissingRequiredHeader');
  const stored = await put(upload);
  assert.equal(stored.status, 201);
  const md5 = createHash('md5').update(bytes).digest('base64');
  assert.equal(stored.headers.get('content-md5'), md5, 'computed by the storage');
  assert.equal((await call('CreateArtifact', create)).body.code, 'already_exists', 'also while nobody sees it');

  const finalize = { ...ids, name: 'list', size: String(bytes.length) };
  const hash = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
  assert.equal((await call('FinalizeArtifact', { ...finalize, size: '1' })).body.code, 'invalid_argument');
  assert.equal((await call('FinalizeArtifact', { ...finalize, hash: 'sha256:00' })).body.code, 'invalid_argument');
  assert.deepEqual(github.artifacts(run.id), []);
  assert.equal((await call('FinalizeArtifact', { ...finalize, hash })).body.ok, true);
  assert.equal(github.artifacts(run.id)[0]?.digest, hash);

  const signed = await call('GetSignedArtifactURL', { ...ids, name: 'list' });
  const part = await fetch(String(signed.body.signed_url), { headers: { range: 'bytes=4-9' } });
  assert.equal(part.status, 206);
  assert.equal(await part.text(), 'really');
});
