/** @returns a text that says something; undefined for an empty one, and for what is no text */
export function nonEmpty(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
