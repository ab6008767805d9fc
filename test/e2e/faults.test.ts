import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import type { Fault } from '../../emulator/index.ts';
import { listAlone } from '../harness/list-alone.ts';
import { createWorld } from '../harness/world.ts';

/** A part of every page's address, and of no count's. */
const users = 'displayName,mail';

/** Faults that pass, in the place of a page of the list. */
const ofPages: Record<string, Fault[]> = {
  '200 with a page of HTML': [{ kind: 'html', match: { path: users } }],
  'a dropped connection': [{ kind: 'drop', match: { path: users } }],
  'a connection that is cut': [{ kind: 'cut', match: { path: users } }],
  'a body that is cut': [{ kind: 'cut-json', match: { path: users, after: 1 } }],
  'a slow body': [{ kind: 'slow', milliseconds: 20, match: { path: users } }],
  'a token that is refused in mid-list': [{ kind: 'unauthorized', match: { path: users, after: 2 } }],
  'users that come twice': [{ kind: 'repeat-users', n: 5, match: { times: 'always' } }],
  'empty pages': [{ kind: 'empty-pages', match: { times: 3 } }],
  'an expired page token': [{ kind: 'expired-page-token', match: { after: 1 } }],
  'a lost page token': [{ kind: 'lost-page-token', match: { after: 1 } }],
};

/** Answers that say so, which the reader of pages never sees: each in the place of another page, and all in one list. */
const ofAnswers: Record<string, Fault[]> = {
  'to wait': [
    { kind: 'throttle', retryAfter: 'seconds', seconds: 1, match: { path: users } },
    { kind: 'throttle', retryAfter: 'date', seconds: 1, match: { path: users, after: 4 } },
    { kind: 'throttle', retryAfter: 'absent', body: 'UnknownError', match: { path: users, after: 8 } },
    { kind: 'throttle', retryAfter: 'nonsense', body: 'accessDenied', match: { path: users, after: 12 } },
    { kind: 'throttle', status: 503, retryAfter: 1, match: { path: users, after: 16 } },
  ],
  'that it did not work': [
    { kind: 'status', status: 408, match: { path: users } },
    { kind: 'status', status: 423, match: { path: users, after: 4 } },
    { kind: 'status', status: 500, match: { path: users, after: 8 } },
    { kind: 'status', status: 502, body: 'html', match: { path: users, after: 12 } },
    { kind: 'status', status: 504, body: 'empty', match: { path: users, after: 16 } },
  ],
};

/** Of what is asked once. */
const ofOthers: Record<string, Fault[]> = {
  'a count that fails': [{ kind: 'status', status: 503, match: { path: '/users/$count' } }],
  'a sign-in that fails': [{ kind: 'status', status: 503, body: 'html', match: { path: '/oauth2/' } }],
  'a sign-in that is throttled': [{ kind: 'throttle', retryAfter: 1, body: 'html', match: { path: '/oauth2/' } }],
  'a sign-in that is cut': [{ kind: 'cut-json', match: { path: '/oauth2/' } }],
  'a sign-in that is dropped': [{ kind: 'drop', match: { path: '/oauth2/' } }],
};

/**
 * Lists of some twenty pages, which are small, so that every part has several. Only a list of more than three full pages
 * is read in parts; where one is read from its begin to its end anyway, fewer users show the same in less time.
 */
const lists = [
  { users: 1_100, page: 50, concurrency: 1, faults: { ...ofPages, ...ofOthers } },
  { users: 3_100, page: 150, concurrency: 16, faults: { ...ofPages, ...ofAnswers } },
];

test('whatever passes leaves no trace in the list', async (t) => {
  for (const { users, page, concurrency, faults } of lists) {
    await using world = await createWorld({ users });
    const calm = await world.audit(listAlone);
    const expected = await readFile(calm.outputs['users-file'] ?? '');
    for (const [name, list] of Object.entries(faults)) {
      await t.test(`${name}, ${concurrency} at once`, async () => {
        world.emulator.faults.clear();
        world.emulator.faults.add({ kind: 'page-cap', size: page, match: { times: 'always' } });
        for (const fault of list) world.emulator.faults.add(fault);
        const run = await world.audit({ ...listAlone, concurrency });
        assert.ok(
          world.emulator.faults.list().every(({ struck }) => struck > 0),
          'the fault has struck',
        );
        assert.deepEqual(run.annotations.error, []);
        assert.equal(run.outputs.reconciled, 'true');
        assert.ok(expected.equals(await readFile(run.outputs['users-file'] ?? '')), 'the same bytes');
      });
    }
  }
});
