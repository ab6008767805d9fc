/**
 * Cuts a text for people.
 *
 * @param most characters that it may have; of a longer one the last is an ellipsis
 */
export function shorten(text: string, most: number): string {
  // A character has two code units at the most: of a very long text only the start is taken apart.
  const characters = [...text.slice(0, 4 * most)];
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : text;
}
