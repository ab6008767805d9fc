import type { IncomingMessage } from 'node:http';
import type { Readable, Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

/** What is asked for. */
export const acceptedEncoding = 'gzip';

/** What may come: a proxy does as it likes. */
const decoders: ReadonlyMap<string, () => Transform> = new Map<string, () => Transform>([
  ['gzip', createGunzip],
  ['x-gzip', createGunzip],
  ['deflate', createInflate],
  ['br', createBrotliDecompress],
]);

/** The body of an answer, piece by piece. */
export interface Chunks {
  /** @returns undefined at the end. @throws the system's error when the body breaks off */
  next(): Promise<Uint8Array | undefined>;
  /** Nothing more is wanted. */
  close(): void;
}

/**
 * Reads a body as it comes, decompressed. What nobody asks for stays in the network, but for a few pieces.
 */
export function readChunks(response: IncomingMessage): Chunks {
  const body = decoded(response);
  const waiting: Uint8Array[] = [];
  let isOver = false;
  let fault: unknown;
  let wake = () => {};
  const end = (error?: unknown) => {
    if (isOver) return;
    isOver = true;
    fault = error;
    wake();
  };
  body.on('data', (chunk: Uint8Array) => {
    waiting.push(chunk);
    if (waiting.length > 1) body.pause();
    wake();
  });
  body.once('end', () => end());
  body.on('error', end);
  body.once('close', () => end(new Error('closed')));
  return {
    async next() {
      for (;;) {
        const chunk = waiting.shift();
        if (chunk !== undefined) {
          if (waiting.length === 0) body.resume();
          return chunk;
        }
        if (isOver) {
          if (fault !== undefined) throw fault;
          return undefined;
        }
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    close() {
      // Also when the body is over: behind one that is no gzip the answer would wait for a reader.
      response.destroy();
      body.destroy();
    },
  };
}

function decoded(response: IncomingMessage): Readable {
  const decoder = decoders.get(response.headers['content-encoding']?.trim().toLowerCase() ?? '')?.();
  if (decoder === undefined) return response;
  let isEmpty = true;
  response.once('data', () => {
    isEmpty = false;
  });
  // An empty body is no gzip, whatever its header says.
  response.once('end', () => isEmpty && decoder.push(null));
  response.on('error', (error) => decoder.destroy(error));
  return response.pipe(decoder);
}
