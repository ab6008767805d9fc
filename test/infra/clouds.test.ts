import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Cloud, clouds } from '../../infra/clouds.ts';
import { clouds as actionClouds } from '../../src/entra/clouds.ts';

test('the clouds agree with those of the Action', () => {
  const common = ({ authorityUrl, tokenExchangeAudience }: Pick<Cloud, 'authorityUrl' | 'tokenExchangeAudience'>) => ({
    authorityUrl,
    tokenExchangeAudience,
  });
  const shared = (table: typeof clouds | typeof actionClouds) =>
    Object.fromEntries(Object.entries(table).map(([name, cloud]) => [name, common(cloud)]));
  assert.deepEqual(shared(clouds), shared(actionClouds));
});
