import type { Host } from '../host.ts';
import type { LoadedInputs } from '../inputs/inputs.ts';
import { announceEncryption } from './announce.ts';
import { checkExposure } from './check-exposure.ts';
import { checkRequest } from './check-request.ts';
import { hideFilter } from './hide-filter.ts';
import { createProgress } from './progress.ts';
import { signIn } from './sign-in.ts';

/**
 * The audit: credential, list between two counts, comparison and judgement, files, evidence, publishing.
 *
 * @throws Failure whatever kept it from being complete; evidence that was whole by then has been published
 */
export async function audit(loaded: LoadedInputs, host: Host): Promise<void> {
  const words = hideFilter(loaded.inputs, host);
  try {
    await wholeAudit(loaded, words.host);
  } catch (error) {
    throw words.hidden(error);
  }
}

async function wholeAudit({ inputs, problems }: LoadedInputs, host: Host): Promise<void> {
  const { log } = host;
  const { now } = host.pace;
  const startedAt = now();
  const request = await checkRequest(inputs, problems, host);
  announceEncryption(request.encryption, inputs, log);
  const progress = createProgress({ now, say: log.info });
  // Nothing is asked of Graph before it is known who could read the answer; signing in runs beside it.
  const mayAsk = checkExposure(inputs, host);
  mayAsk.catch(() => {});
  const session = await signIn(inputs, request.credential, host, { onWait: progress.onWait, mayAsk });
  // The greater part of the program, loaded while the first answer is on its way.
  const { auditTenant } = await import('./audit-tenant.ts');
  await auditTenant({ ...request, inputs, session, progress, mayAsk, startedAt }, host);
}
