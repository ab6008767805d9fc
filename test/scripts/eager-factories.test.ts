import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eagerFactories } from '../../scripts/eager-factories.ts';

test('the functions that modules are kept in stand in parentheses, and what they hand on to the runtime', () => {
  for (const [code, expected] of [
    ['var t={1:e=>{e.x=()=>1},2:function(e){e.y=2}};t[1]', 'var t={1:(e=>{e.x=()=>1}),2:(function(e){e.y=2})};t[1]'],
    [
      'export const modules={3:(e,t)=>{t.a(e,async()=>{})}};',
      'export const modules={3:((e,t)=>{t.a(e,(async()=>{}))})};',
    ],
    ['var t={4(e){e.z=3}};t[4]', 'var t={4:(function(e){e.z=3})};t[4]'],
    ['const one=()=>1;const o={n:1};one()', 'const one=()=>1;const o={n:1};one()'],
  ] as const) {
    assert.equal(eagerFactories(code), expected);
  }
});
