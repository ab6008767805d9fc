import type { FileHandle } from 'node:fs/promises';
import { promisify } from 'node:util';
import { constants, deflateRaw } from 'node:zlib';

/** Bytes that are deflated as one, with what stands before them in mind, and beside others. */
const pieceBytes = 512 * 1024;
/** So far back deflated bytes refer to what was before. */
const windowBytes = 32 * 1024;
const piecesAtOnce = 4;
/** Level 6, the usual one, takes more than twice the time of this one for a sixth less. */
const deflating = { level: 1, finishFlush: constants.Z_SYNC_FLUSH, chunkSize: pieceBytes / 2 };
/** An empty block that says that it is the last. */
const lastBlock = Buffer.from([0x03, 0x00]);
const deflate = promisify<Uint8Array, object, Buffer>(deflateRaw);

/**
 * Deflates a file in pieces beside one another, as pigz does: how many at once does not change a byte.
 * Source: https://github.com/madler/pigz
 *
 * @param watch told of each piece before it is deflated
 * @returns what comes one behind the other: one stream, as a zip holds it
 */
export async function* deflatedPieces(handle: FileHandle, watch: (piece: Buffer) => void): AsyncGenerator<Buffer> {
  // One is read into while the others are deflated, and what stands in one is looked back at from the next.
  const blocks = Array.from({ length: piecesAtOnce + 1 }, () => Buffer.alloc(0));
  const atWork: Promise<Buffer>[] = [];
  let dictionary: Buffer | undefined;
  for (let index = 0; ; index = (index + 1) % blocks.length) {
    if (blocks[index]?.length === 0) blocks[index] = Buffer.allocUnsafeSlow(pieceBytes);
    const piece = await readPiece(handle, blocks[index] as Buffer);
    if (piece.length === 0) break;
    watch(piece);
    const deflatingIt = deflate(piece, { ...deflating, ...(dictionary && { dictionary }) });
    // It is met when its turn comes.
    deflatingIt.catch(() => {});
    atWork.push(deflatingIt);
    dictionary = piece.subarray(-windowBytes);
    if (atWork.length === piecesAtOnce) yield (await atWork.shift()) as Buffer;
  }
  for (const deflatingIt of atWork) yield await deflatingIt;
  yield lastBlock;
}

/** @returns a part of the block that is shorter only at the end of the file */
async function readPiece(handle: FileHandle, block: Buffer): Promise<Buffer> {
  let filled = 0;
  while (filled < block.length) {
    const { bytesRead } = await handle.read(block, filled, block.length - filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return block.subarray(0, filled);
}
