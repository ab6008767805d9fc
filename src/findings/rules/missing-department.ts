import { missingProperty } from './missing-property.ts';

export const missingDepartment = missingProperty({
  id: 'missing-department',
  property: 'department',
  noun: 'a department',
  why: 'Dynamic groups, access packages and reviews that go by department pass the account by.',
  fix: 'Enter the department where accounts are made.',
});
