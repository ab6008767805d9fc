import { createHmac } from 'node:crypto';
import { foldText } from './folded-text.ts';

/** Replaces values by what stays the same from run to run and says nothing to whoever lacks the key. */
export interface Pseudonyms {
  /** Which key it was: two lists with another one cannot be compared. */
  keyId: string;
  /** @returns 64 hex digits */
  of(property: string, value: string): string;
}

/** Compared without regard to case: by Entra, by Exchange, and by the rules. */
const caseless: ReadonlySet<string> = new Set([
  'id',
  'userPrincipalName',
  'mail',
  'otherMails',
  'proxyAddresses',
  'employeeId',
]);

/**
 * HMAC-SHA-256 over tenant, property and normalised value, a line each: of two tenants, and of two properties, equal
 * values have other pseudonyms.
 *
 * @param key as it was given: its bytes in UTF-8
 */
export function createPseudonyms(key: string, tenantId: string): Pseudonyms {
  const hmac = (text: string) => createHmac('sha256', key).update(text).digest('hex');
  return {
    keyId: hmac('key id').slice(0, 16),
    of: (property, value) => hmac(`${tenantId}\n${property}\n${normalise(property, value)}`),
  };
}

/** NFC without blanks around it; addresses and what else is compared without regard to case in lower case. */
function normalise(property: string, value: string): string {
  const text = value.normalize('NFC').trim();
  return caseless.has(property) || text.includes('@') ? foldText(text).normalize('NFC') : text;
}
