/** What a federated identity credential asks of a token's claims, in place of a subject. */
export interface ClaimsMatchingExpression {
  value: string;
  languageVersion: number;
}

interface Condition {
  claim: string;
  /** The source of a regular expression for the whole claim. */
  pattern: string;
}

const conditionPattern = /^claims\['([^']+)'\] (matches|eq) '([^']*)'/;
const gitHub = 'https://token.actions.githubusercontent.com';

/**
 * Whether an expression can be read: `claims['sub'] matches 'repo:contoso/*'`, and more of its kind joined by `and`.
 * GitHub's tokens must be bound to a repository or its owner by their numbers as well as by the subject.
 * Source: https://learn.microsoft.com/entra/workload-id/workload-identities-set-up-flexible-federated-identity-credential
 */
export function isClaimsExpression({ value, languageVersion }: ClaimsMatchingExpression, issuer: string): boolean {
  const claims = parse(value)?.map(({ claim }) => claim);
  if (claims === undefined || languageVersion !== 1) return false;
  const bound = claims.includes('repository_id') || claims.includes('repository_owner_id');
  return issuer !== gitHub || (claims.includes('sub') && bound);
}

/** Whether the claims of a token are what an expression asks for. */
export function matchesClaims({ value }: ClaimsMatchingExpression, claims: Readonly<Record<string, unknown>>): boolean {
  const conditions = parse(value) ?? [];
  return (
    conditions.length > 0 &&
    conditions.every(({ claim, pattern }) => new RegExp(`^(?:${pattern})$`, 's').test(String(claims[claim] ?? '')))
  );
}

/** `*` stands for any text and `?` for one character; `eq` knows neither. */
function parse(text: string): Condition[] | undefined {
  const conditions: Condition[] = [];
  for (let rest = text; ; ) {
    const [all, claim, operator, comparand] = conditionPattern.exec(rest) ?? [];
    if (all === undefined || claim === undefined || comparand === undefined) return undefined;
    const literal = comparand.replace(/[.+^${}()|[\]\\*?]/g, '\\$&');
    const pattern = operator === 'eq' ? literal : literal.replaceAll('\\*', '.*').replaceAll('\\?', '.');
    conditions.push({ claim, pattern });
    rest = rest.slice(all.length);
    if (rest === '') return conditions;
    if (!rest.startsWith(' and ')) return undefined;
    rest = rest.slice(' and '.length);
  }
}
