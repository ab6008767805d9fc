import { jwtVerify, SignJWT } from 'jose';
import type { Clock } from '../directory/clock.ts';
import type { WorkflowRun } from './workflow-run.ts';

/** What a job's token allows. */
export interface JobGrant {
  run: WorkflowRun;
  /** `id-token: write` in the workflow. */
  idToken: boolean;
}

/** The token that a job carries as ACTIONS_RUNTIME_TOKEN and, with `id-token: write`, as ACTIONS_ID_TOKEN_REQUEST_TOKEN. */
export interface JobTokens {
  issue(grant: JobGrant): Promise<string>;
  /** @returns undefined for a token that is forged, expired, or of an unknown run */
  read(authorization: string | undefined): Promise<JobGrant | undefined>;
}

/** Seconds. A job may run for six hours; its token lives as long. */
const lifetime = 6 * 60 * 60;

/** @param key HMAC key of the service; clients read the token's `scp` without verifying it */
export function createJobTokens(context: {
  key: string;
  clock: Clock;
  findRun: (backendId: string) => WorkflowRun | undefined;
}): JobTokens {
  const key = new TextEncoder().encode(context.key);
  return {
    async issue({ run, idToken }) {
      const now = Math.floor(context.clock.now() / 1000);
      const ids = `${run.backendId}:${run.jobBackendId}`;
      const scopes = [`Actions.Results:${ids}`, ...(idToken ? [`Actions.GenerateIdToken:${ids}`] : [])];
      return new SignJWT({ scp: scopes.join(' '), orchid: `${run.backendId}.audit.__default` })
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .setNotBefore(now)
        .setExpirationTime(now + lifetime)
        .sign(key);
    },
    async read(authorization) {
      const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
      if (token === undefined) return undefined;
      try {
        const { payload } = await jwtVerify(token, key, { currentDate: new Date(context.clock.now()) });
        const scopes = String(payload.scp).split(' ');
        const results = scopes.find((scope) => scope.startsWith('Actions.Results:'));
        const run = context.findRun(results?.split(':')[1] ?? '');
        if (run === undefined) return undefined;
        return { run, idToken: scopes.some((scope) => scope.startsWith('Actions.GenerateIdToken:')) };
      } catch {
        return undefined;
      }
    },
  };
}
