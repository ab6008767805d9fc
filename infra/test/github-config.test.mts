import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readConfig } from '../config.ts';
import { problemsOf, sourceOf } from './config-source.mts';

const github = { repository: 'contoso/audit', branches: ['main'] };
const read = (config: object) => readConfig(sourceOf({ github: config })).github;
const numbered = (length: number) => Array.from({ length }, (_, n) => `b${n}`);

test('exactly 20 subjects are allowed, of whatever kind', () => {
  const full = { ...github, branches: numbered(18), environments: ['production'], pullRequests: true };
  assert.equal(read(full)?.subjects.length, 20);
  assert.deepEqual(problemsOf({ github: { ...full, branches: numbered(19) } }), [
    '"github" asks for 21 federated credentials; an application takes 20. Let workflows share an environment',
  ]);
});

test('what is named twice is one subject', () => {
  const twice = { ...github, branches: [...numbered(19), ...numbered(19)], environments: ['a', 'a'] };
  assert.equal(read(twice)?.subjects.length, 20);
});

test('a subject has up to 600 characters', () => {
  const subject = 'repo:contoso/audit:ref:refs/heads/';
  const branch = 'x'.repeat(600 - subject.length);
  assert.deepEqual(read({ ...github, branches: [branch] })?.subjects, [subject + branch]);
  assert.deepEqual(problemsOf({ github: { ...github, branches: [`${branch}x`] } }), [
    `"github" makes a subject of more than 600 characters: ${(subject + branch).slice(0, 80)}...`,
  ]);
});

test('nothing in it means no GitHub; a text is a mistake, and so is an unknown key', () => {
  assert.equal(read({}), undefined);
  assert.deepEqual(problemsOf({ github: 'contoso/audit' }), ['"github" is "contoso/audit"; it takes an object']);
  assert.match(problemsOf({ github: { ...github, tags: ['v1'] } })[0] ?? '', /^"github\.tags" is not known; known are/);
});

test('the issuer is GitHub unless another is named; environments are kept as they are named', () => {
  assert.deepEqual(read({ repository: 'contoso/audit', environments: ['b', 'a'] }), {
    repository: 'contoso/audit',
    issuer: 'https://token.actions.githubusercontent.com',
    subjects: ['repo:contoso/audit:environment:b', 'repo:contoso/audit:environment:a'],
    environments: ['b', 'a'],
    outsideEnvironments: false,
  });
  const { environments, outsideEnvironments } = read(github) ?? {};
  assert.deepEqual([environments, outsideEnvironments], [[], true]);
  assert.deepEqual(read({ repository: 'contoso/audit', pullRequests: true })?.subjects, [
    'repo:contoso/audit:pull_request',
  ]);
});

test('an issuer speaks TLS, unless it is on this machine', () => {
  for (const issuer of [
    'https://github.contoso.com/_services/token',
    'http://127.0.0.1:8080',
    'http://localhost:8080',
    'http://[::1]:8080',
  ]) {
    assert.equal(read({ ...github, issuer })?.issuer, issuer);
  }
  for (const issuer of ['http://contoso.com', 'http://127.0.0.1.contoso.com', 'ftp://localhost', 'contoso.com']) {
    assert.deepEqual(problemsOf({ github: { ...github, issuer } }), [
      `"github.issuer" is "${issuer}"; it takes an https address`,
    ]);
  }
});

test('a repository is owner/name, with both ids or with none', () => {
  for (const repository of ['contoso/audit', 'a_b-c/d.e', 'contoso@1/audit@2']) {
    assert.deepEqual(problemsOf({ github: { ...github, repository } }), [], repository);
  }
  for (const repository of ['audit', 'contoso/', '/audit', 'a/b/c', 'a@1/b', 'a/b@2', 'a@x/b@y', 'a b/c', 'a/b ']) {
    assert.deepEqual(problemsOf({ github: { ...github, repository } }), [
      `"github.repository" is "${repository}"; it takes owner/name, or owner@id/name@id for immutable subjects`,
    ]);
  }
});

test('subjects have the ids when the repository has, unless they are refused', () => {
  const named = (config: object) => read({ ...github, ...config })?.subjects[0]?.split(':')[1];
  const repository = 'contoso@12/audit@345';
  assert.equal(named({ repository }), repository);
  assert.equal(named({ repository, immutableSubjects: true }), repository);
  assert.equal(named({ repository, immutableSubjects: false }), 'contoso/audit');
  assert.equal(named({ immutableSubjects: false }), 'contoso/audit');
  assert.equal(read({ ...github, repository })?.repository, 'contoso/audit');
});

test('what no branch can be called is refused, whichever character it has', () => {
  for (const branch of ['release/*', 'v?', 'a:b', '[ab]', 'a\\b', 'a^', 'a~1', 'a b', 'a\tb']) {
    assert.deepEqual(problemsOf({ github: { ...github, branches: [branch] } }), [
      `"github.branches" names ${branch}, which no branch can be called: subjects are compared as they are, without patterns`,
    ]);
  }
  assert.deepEqual(problemsOf({ github: { ...github, branches: ['feature/refs/x', 'a.b-c_d#1@2'] } }), []);
  assert.deepEqual(problemsOf({ github: { ...github, branches: ['refs/tags/v1'] } }), [
    '"github.branches" names refs/tags/v1; write the branch alone, such as v1',
  ]);
});

test("every colon in an environment's name is written as GitHub writes it", () => {
  assert.deepEqual(read({ ...github, branches: [], environments: ['a:b:c'] })?.subjects, [
    'repo:contoso/audit:environment:a%3Ab%3Ac',
  ]);
});
