import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Imitation, imitationOf } from '../../src/findings/imitation.ts';

/** Two names, and what the first is to the second. */
const pairs: [string, string, Imitation][] = [
  ['He1pdesk C0ntoso', 'Helpdesk Contoso', 'it'],
  ['Helpdesk Contoso', 'He1pdesk C0ntoso', undefined],
  ['0laf Becker', 'Olaf Becker', 'it'],
  ['AIice Cooper', 'Alice Cooper', 'it'],
  ['Alice Cooper', 'AIice Cooper', undefined],
  ['lan Smith', 'Ian Smith', 'either'],
  ['McIntosh', 'Mclntosh', 'either'],
  ['rnicrosoft', 'microsoft', 'either'],
  ['СЕО', 'CEO', 'either'],
  // Names that people have.
  ['Ian Nguyen', 'Lan Nguyen', undefined],
  ['Elia Rossi', 'Ella Rossi', undefined],
  ['MARIA LOPEZ', 'Marla Lopez', undefined],
  ['Lia Costa', 'Ila Costa', undefined],
  ['Yılmaz', 'Yilmaz', undefined],
  ['Bœuf', 'Boeuf', undefined],
  ['Иванов', 'Ivanov', undefined],
  ['علي', 'على', undefined],
  // Rooms, numbers and roles.
  ['Team II', 'Team 11', undefined],
  ['Room 10', 'Room IO', undefined],
  ['B1 Team', 'BI Team', undefined],
  ['MR1 Console', 'MRI Console', undefined],
  ['AL1 HASSAN', 'ALI HASSAN', 'it'],
  ['CE0 Office', 'CEO Office', 'it'],
  ['Desk BO1', 'Desk B01', undefined],
  ['Printer O1', 'Printer 01', undefined],
  ['Po0l 1a', 'P0ol 1a', 'either'],
  ['Anna Kelly (Extern)', 'Anna Kelly', undefined],
];
for (const [name, other, expected] of pairs) {
  test(`"${name}" beside "${other}": ${expected ?? 'nothing'}`, () => assert.equal(imitationOf(name, other), expected));
}
