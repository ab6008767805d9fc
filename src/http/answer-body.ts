import type { IncomingMessage } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Chunks, readChunks } from './body-chunks.ts';
import type { BodyReader } from './body-reader.ts';
import { NetworkFault } from './network-fault.ts';
import type { Silence } from './silence.ts';

/** Gets the body of an answer as it comes. */
export type BodyReceiver = Pick<BodyReader<unknown>, 'peek' | 'take'>;

/** What is watched while a body comes. */
export interface BodyWatch {
  /** Who answers, for the error. */
  host: string;
  silence: Silence;
  /** Runs the reading of a body when it is its turn. */
  inTurn: (work: () => Promise<void>) => Promise<void>;
}

/**
 * Reads the body of an answer.
 *
 * @param receiver gets it as it comes, and where it has a look at the first bytes, waits for its turn with the others
 * @returns the whole text; its opening words when there is a receiver
 * @throws NetworkFault `BODY_TOO_LARGE`; the system's error when the body breaks off
 */
export async function readAnswerBody(
  response: IncomingMessage,
  receiver: BodyReceiver | undefined,
  { host, silence, inTurn }: BodyWatch,
): Promise<string> {
  const body = receiver ? receivedBody(receiver) : wholeBody();
  const chunks = watchedChunks(readChunks(response), host, silence);
  try {
    const first = await chunks.next();
    if (receiver?.peek) {
      if (first) receiver.peek(first);
      silence.expected();
      await inTurn(() => takeAll(first, chunks, body, silence));
    } else await takeAll(first, chunks, body, silence);
    return body.text();
  } finally {
    // Of a body that is of no use any more.
    chunks.close();
  }
}

/** A page of 999 users has about 2 MiB; whoever sends fifty times as much is not Graph. */
const maximumBodyLength = 100 * 1024 * 1024;

function watchedChunks(chunks: Chunks, host: string, silence: Silence): Chunks {
  let length = 0;
  return {
    async next() {
      const chunk = await chunks.next();
      silence.broken();
      length += chunk?.length ?? 0;
      if (length > maximumBodyLength) throw new NetworkFault('BODY_TOO_LARGE', host);
      return chunk;
    },
    close: chunks.close,
  };
}

async function takeAll(first: Uint8Array | undefined, chunks: Chunks, body: Body, silence: Silence): Promise<void> {
  silence.broken();
  for (let chunk = first; chunk; chunk = await chunks.next()) {
    // Behind the first bytes of other answers, which may name the next page to ask for.
    await nextTurn();
    body.take(chunk);
  }
}

/** Enough of a body to say whose it is. */
const openingBytes = 1024;

interface Body {
  take(chunk: Uint8Array): void;
  text(): string;
}

function wholeBody(): Body {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let text = '';
  return {
    take(chunk) {
      text += decoder.decode(chunk, { stream: true });
    },
    text: () => text + decoder.decode(),
  };
}

/** Keeps the opening words only. */
function receivedBody(receiver: BodyReceiver): Body {
  let opening = '';
  return {
    take(chunk) {
      opening ||= Buffer.from(chunk.buffer, chunk.byteOffset, Math.min(chunk.length, openingBytes)).toString();
      receiver.take(chunk);
    },
    text: () => opening,
  };
}
