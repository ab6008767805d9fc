import type { Content } from '../../src/host.ts';

/** All of what is uploaded, once it has come to its end. */
export async function readContent({ until, part }: Content): Promise<Buffer> {
  const bytes = await until(Number.POSITIVE_INFINITY);
  // A piece lies in memory that is used again.
  return Buffer.concat(await Array.fromAsync(part(0, bytes), (piece) => Buffer.from(piece)));
}
