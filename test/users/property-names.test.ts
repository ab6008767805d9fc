import assert from 'node:assert/strict';
import { test } from 'node:test';
import { spelledByGraph } from '../../src/users/property-names.ts';
import { profileProperties } from '../../src/users/property-sets.ts';

test('a property is spelled as Graph answers it, however it was typed', () => {
  for (const name of [...profileProperties, 'aboutMe', 'signInActivity', 'id']) {
    assert.equal(spelledByGraph(name.toUpperCase()), name);
    assert.equal(spelledByGraph(name.toLowerCase()), name);
  }
});

test('a property that is not known here stays as it was given', () => {
  assert.equal(spelledByGraph('extension_Abc_CostCenter'), 'extension_Abc_CostCenter');
});
