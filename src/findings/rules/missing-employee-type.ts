import { missingProperty } from './missing-property.ts';

export const missingEmployeeType = missingProperty({
  id: 'missing-employee-type',
  property: 'employeeType',
  noun: 'an employee type',
  why: 'Employees, contractors and service accounts cannot be told apart where rules depend on it.',
  fix: 'Enter employeeType where accounts are made.',
});
