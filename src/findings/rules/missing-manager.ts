import { missingProperty } from './missing-property.ts';

export const missingManager = missingProperty({
  id: 'missing-manager',
  property: 'manager',
  noun: 'a manager',
  why: 'Nobody answers for the account when access is reviewed or the person leaves.',
  fix: 'Enter the manager where accounts are made, in the personnel system or the directory on the premises.',
});
