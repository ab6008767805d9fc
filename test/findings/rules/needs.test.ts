import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rules } from '../../../src/findings/rules/index.ts';
import type { GraphUser } from '../../../src/users/user-type.ts';
import { guest, member, now } from './judge.ts';

const users = [
  member(1),
  member(2, { accountEnabled: false, department: null, onPremisesSyncEnabled: true }),
  guest(3),
];

test('rules that are told users in the order of the list look at nothing but what they say they need', () => {
  for (const rule of rules) {
    if (rule.kind !== 'share' && rule.kind !== 'whole') continue;
    const looked = new Set<string | symbol>();
    const watched = (user: GraphUser) =>
      new Proxy(user, {
        get(target, name) {
          looked.add(name);
          return target[String(name)];
        },
      });
    const watch = rule.kind === 'whole' ? rule.start({ now, limit: 1 }) : undefined;
    for (const user of users.map(watched)) {
      watch?.see(user);
      if (rule.kind === 'share' && rule.concerns(user)) rule.has(user);
    }
    assert.ok(looked.size > 0, rule.id);
    assert.deepEqual(
      [...looked].filter((name) => name !== 'id' && !rule.needs.includes(String(name))),
      [],
      rule.id,
    );
  }
});
