import { hash } from 'node:crypto';
import type { Content } from '../host.ts';
import { NetworkFault } from '../http/network-fault.ts';
import type { HttpResponse, Transport } from '../http/transport.ts';
import { doStep, type ServicePace } from './service-attempts.ts';

export interface UploadedBlob {
  bytes: number;
  /** Lower-case hex. */
  sha256: string;
}

/** Bytes. So many blocks wait for their answers at once: together they fill what a line carries in a round trip. */
const blockSize = 4 * 1024 * 1024;
const blocksAtOnce = 8;
/** Milliseconds in which nothing leaves and nothing comes. */
const patience = 120_000;
/** Any since 2019-12-12 does. Source: https://learn.microsoft.com/rest/api/storageservices/versioning-for-the-azure-storage-services */
const serviceVersion = '2021-08-06';

/**
 * Uploads to a signed address of Azure's storage while the content is made: blocks, then the list of them; or in one
 * request what is less than a block, as most reports and lists are.
 * Sources: https://learn.microsoft.com/rest/api/storageservices/put-block-list and .../put-blob
 *
 * @param address may still be on its way: the first blocks are made meanwhile
 * @throws ServiceRefused; what the content throws; why there is no address
 */
export async function uploadBlob(
  address: Promise<string>,
  content: Content,
  contentType: string,
  { transport, pace }: { transport: Transport; pace: ServicePace },
): Promise<UploadedBlob> {
  // The content may fail before anybody asks for it.
  address.catch(() => {});

  async function send(query: Query, { bytes, body }: Body, headers: Record<string, string>): Promise<HttpResponse> {
    let broken: { reason: unknown } | undefined;
    async function* pieces() {
      try {
        yield* body();
      } catch (reason) {
        broken = { reason };
        throw reason;
      }
    }
    const url = new URL(await address);
    const secrets = [url.searchParams.get('sig') ?? ''];
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const all = { 'content-length': String(bytes), 'x-ms-version': serviceVersion, ...headers };
    const request = { method: 'PUT' as const, url: url.href, headers: all, body: pieces(), secrets };
    return await transport(request, patience).catch((error: unknown) => {
      // No fault of the network, and no better the next time.
      throw broken ? broken.reason : error;
    });
  }

  async function put(query: Query, body: Body, headers: Record<string, string>): Promise<void> {
    const step = { name: 'storage', send: () => send(query, body, headers), read: () => undefined, wordsOf: refusal };
    await doStep(step, pace);
  }

  /**
   * Tried once: GitHub's own client always sends blocks, and what stands in the storage's place may take no other.
   *
   * @returns whether the storage says, by its digest, that it has all of it
   */
  async function putWhole(bytes: number): Promise<boolean> {
    const body = Buffer.concat(await Array.fromAsync(content.part(0, bytes), (piece) => Buffer.from(piece)));
    const md5 = md5Of(body);
    if (md5 === undefined) return false;
    const headers = {
      'content-type': contentType,
      'x-ms-blob-content-type': contentType,
      'x-ms-blob-type': 'BlockBlob',
    };
    const answer = await send({}, { bytes, body: () => [body] }, headers).catch((error: unknown) => {
      if (!(error instanceof NetworkFault)) throw error;
      pace.say?.(`storage: ${error.message}. The same goes once more, as a block.`);
    });
    return answer?.status === 201 && answer.headers.get('content-md5') === md5;
  }

  const ids: string[] = [];
  const sent: Promise<void>[] = [];
  let bytes = 0;
  for (;;) {
    const from = bytes;
    const to = Math.min(await content.until(from + blockSize), from + blockSize);
    if (to === from) break;
    bytes = to;
    const isAll = from === 0 && to < blockSize;
    if (isAll && (await putWhole(to))) return { bytes, sha256: content.sha256() };
    const id = idOf(ids.length);
    await sent[ids.length - blocksAtOnce];
    const block = { bytes: to - from, body: () => content.part(from, to) };
    const sending = put({ comp: 'block', blockid: id }, block, { 'content-type': 'application/octet-stream' });
    // It is told when its turn comes.
    sending.catch(() => {});
    ids.push(id);
    sent.push(sending);
  }
  await Promise.all(sent);
  const list = Buffer.from(blockList(ids));
  const headers = { 'content-type': 'application/xml', 'x-ms-blob-content-type': contentType };
  await put({ comp: 'blocklist' }, { bytes: list.length, body: () => [list] }, headers);
  return { bytes, sha256: content.sha256() };
}

/** What a request carries, to be made anew for each try. */
interface Body {
  bytes: number;
  body(): Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
}

type Query = Readonly<Record<string, string>>;

/** As the storage tells it. @returns undefined where MD5 is forbidden, as it is by FIPS 140 */
function md5Of(body: Uint8Array): string | undefined {
  try {
    return hash('md5', body, 'base64');
  } catch {
    return undefined;
  }
}

/** All ids of a blob are equally long. */
function idOf(index: number): string {
  return Buffer.from(`block-${String(index).padStart(6, '0')}`).toString('base64');
}

function blockList(ids: readonly string[]): string {
  const latest = ids.map((id) => `<Latest>${id}</Latest>`);
  return `<?xml version="1.0" encoding="utf-8"?><BlockList>${latest.join('')}</BlockList>`;
}

/** In the storage's words: https://learn.microsoft.com/rest/api/storageservices/status-and-error-codes2 */
function refusal({ status, body }: HttpResponse): string {
  const [, words] = /<Message>([^<]*)/.exec(body) ?? [];
  if (words) return `HTTP ${status} of the storage: ${words}`;
  // What stands in the storage's place answers with a page.
  return body.trimStart().startsWith('<')
    ? `HTTP ${status} and a page in place of an answer of the storage`
    : `HTTP ${status} of the storage`;
}
