import { resolve } from 'node:path';
import { misplacedSecret, notAClientSecret } from './misplaced-secret.ts';

/** Where the credential comes from; exactly one of them. */
export type CredentialInput =
  | { kind: 'certificate'; content: string; password: string }
  | { kind: 'certificate-path'; path: string; password: string }
  | { kind: 'secret'; secret: string }
  | { kind: 'oidc' };

/** Where the texts of inputs come from. */
export interface InputSource {
  /** The text of an input, trimmed unless told otherwise; '' when it is not set: `core.getInput`. */
  getInput(name: string, options?: { trimWhitespace?: boolean }): string;
  /** Absolute path that relative ones begin at. */
  workspace: string;
  /** Whether the run can be asked for an OIDC token. */
  offersIdToken: boolean;
}

type Wrong = (input: string, got: string, takes: string, hint?: string) => void;

/**
 * Reads which credential the workflow gives; there may be one at the most.
 *
 * @param wrong told of what is wrong
 */
export function readCredentialInput(
  { getInput, workspace, offersIdToken }: InputSource,
  wrong: Wrong,
): CredentialInput {
  // Blanks may be part of a passphrase; the line break that "echo" put behind it is not.
  const password = getInput('certificate-password', { trimWhitespace: false }).replace(/\r?\n$/, '');
  const content = getInput('certificate');
  const path = getInput('certificate-path');
  const secret = getInput('client-secret');
  const given: CredentialInput[] = [
    ...(content === '' ? [] : [{ kind: 'certificate', content, password } as const]),
    ...(path === '' ? [] : [{ kind: 'certificate-path', path: resolve(workspace, path), password } as const]),
    ...(secret === '' ? [] : [{ kind: 'secret', secret } as const]),
  ];
  const inPath = misplacedSecret(path);
  if (inPath !== undefined) {
    wrong(
      'certificate-path',
      `${inPath} (not shown)`,
      'the path of a file',
      ' What a file holds goes into certificate.',
    );
    return { kind: 'oidc' };
  }
  const inSecret = notAClientSecret(secret);
  if (inSecret !== undefined) {
    wrong('client-secret', inSecret, 'the value of a client secret', ' Keys and certificates go into certificate.');
  }
  if (given.length > 1) {
    const names = [content && 'certificate', path && 'certificate-path', secret && 'client-secret'].filter(Boolean);
    wrong(
      names.join('" and "'),
      'set at the same time',
      'one credential: a certificate, a certificate-path or a client-secret',
    );
  }
  if (password !== '' && content === '' && path === '') {
    wrong('certificate-password', 'set', 'a value only beside certificate or certificate-path');
  }
  if (given.length === 0 && !offersIdToken) {
    wrong(
      'certificate',
      'empty',
      'a certificate with its private key (or set certificate-path or client-secret; or give the job "permissions: id-token: write" for GitHub OIDC)',
      ' Workflows from forks get no secrets.',
    );
  }
  return given[0] ?? { kind: 'oidc' };
}
