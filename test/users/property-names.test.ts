import assert from 'node:assert/strict';
import { test } from 'node:test';
import { closestProperty, isKnownProperty, isPropertyName, spelledByGraph } from '../../src/users/property-names.ts';
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

const longest = `extension_${'0'.repeat(32)}_${'a'.repeat(213)}`;
for (const name of ['id', '@odata.type', '_private', 'extension_Abc_Cost', 'a.b-c', longest]) {
  test(`a property may be called ${name}`, () => assert.equal(isPropertyName(name), true));
}
for (const name of ['', '__proto__', '1st', '-a', 'a b', 'a\nb', 'a$', '$a', ' a', 'a/b', 'ä', `${longest}a`]) {
  test(`no property is called ${JSON.stringify(name)}`, () => assert.equal(isPropertyName(name), false));
}

test('what Graph documents is known in any spelling, and needs no suggestion', () => {
  for (const name of ['displayName', 'DISPLAYNAME', 'aboutMe']) {
    assert.equal(isKnownProperty(name), true);
    assert.equal(closestProperty(name), '');
  }
  // A near miss of a short name, which nothing else resembles.
  assert.equal(closestProperty('MAIL'), '');
});

test('for what is nearly spelled as a property that one is suggested', () => {
  assert.equal(isKnownProperty('dispalyName'), false);
  assert.equal(closestProperty('dispalyName'), ' Did you mean "displayName"?');
  assert.equal(closestProperty('aboutMi'), ' Did you mean "aboutMe"?');
  assert.equal(closestProperty('somethingElseAltogether'), '');
});
