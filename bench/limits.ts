import { open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { auditProperties } from '../src/users/property-sets.ts';
import type { Tenant } from './tenant.ts';

/** What this machine allows. */
export interface Limits {
  /** Pages of 999 users that the emulator serves in a second, asked by sixteen at once. */
  pagesPerSecond: number;
  /** Milliseconds that one core needs to parse all pages and write the same bytes, a line for each user. */
  parseAndWrite: number;
}

/** Measures with a sample of pages, and projects to all of them. */
export async function measureLimits(tenant: Tenant, users: number): Promise<Limits> {
  const url = `${tenant.origin}/v1.0/users?$select=${auditProperties.join(',')}&$top=999`;
  const headers = { authorization: `Bearer ${await administratorToken(tenant)}` };
  const page = async () => (await fetch(url, { headers })).text();
  const sample = await page();
  const rounds = 4;
  await readEverything(url, headers);
  const started = performance.now();
  await Promise.all(
    Array.from({ length: 16 }, async () => {
      for (let round = 0; round < rounds; round += 1) await page();
    }),
  );
  const pagesPerSecond = (16 * rounds * 1000) / (performance.now() - started);
  return { pagesPerSecond, parseAndWrite: (await parseAndWrite(sample, 50)) * (users / 999 / 50) };
}

/** So that the emulator has every page ready, and the first reader is not the one who pays for it. */
async function readEverything(first: string, headers: Record<string, string>): Promise<void> {
  for (let url: string | undefined = first; url !== undefined; ) {
    const text: string = await (await fetch(url, { headers })).text();
    url = (JSON.parse(text) as { '@odata.nextLink'?: string })['@odata.nextLink'];
  }
}

async function parseAndWrite(page: string, times: number): Promise<number> {
  const path = join(tmpdir(), `bench-${process.pid}.jsonl`);
  const file = await open(path, 'w');
  const started = performance.now();
  for (let i = 0; i < times; i += 1) {
    const { value } = JSON.parse(page) as { value: unknown[] };
    await file.write(value.map((user) => `${JSON.stringify(user)}\n`).join(''));
  }
  const taken = performance.now() - started;
  await file.close();
  await rm(path);
  return taken;
}

/** How many users there are now. */
export async function countUsers(tenant: Tenant): Promise<number> {
  const headers = { authorization: `Bearer ${await administratorToken(tenant)}`, consistencylevel: 'eventual' };
  const response = await fetch(`${tenant.origin}/v1.0/users/$count`, { headers });
  if (!response.ok) throw new Error(await response.text());
  return Number(await response.text());
}

async function administratorToken({ origin, tenantId, administrator }: Tenant): Promise<string> {
  const response = await fetch(`${origin}/${tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: administrator.clientId,
      client_secret: administrator.clientSecret,
      scope: 'https://graph.microsoft.com/.default',
    }),
  });
  return ((await response.json()) as { access_token: string }).access_token;
}
