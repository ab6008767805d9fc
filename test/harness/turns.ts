/**
 * Reads all that comes, while somebody else wants to have his turn again and again.
 *
 * @returns how many portions came, and how many turns he had
 */
export async function readBesideOthers(source: AsyncIterable<unknown>): Promise<{ portions: number; turns: number }> {
  let turns = 0;
  let reading = true;
  const others = () => {
    turns += 1;
    if (reading) setImmediate(others);
  };
  setImmediate(others);
  const { length } = await Array.fromAsync(source);
  reading = false;
  return { portions: length, turns };
}
