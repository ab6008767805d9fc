import { createHmac, hash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../directory/clock.ts';

export interface Blob {
  bytes: Buffer;
  contentType: string;
}

export interface BlobStorage {
  get(name: string): Blob | undefined;
  put(name: string, blob: Blob): void;
  remove(name: string): void;
  /** A path with a signature that allows either writing or reading the blob for an hour. */
  signedPath(name: string, permission: 'w' | 'r', fileName?: string): string;
}

interface BlobQuery {
  comp?: string;
  blockid?: string;
  sp?: string;
  se?: string;
  sig?: string;
  /** The Content-Disposition of the answer; a part of the signature. */
  rscd?: string;
}

type BlobRequest = FastifyRequest<{ Params: { '*': string }; Querystring: BlobQuery }>;

const lifetimeMs = 60 * 60 * 1000;

/**
 * The part of Azure Blob Storage behind signed addresses that the artifact client uses: Put Block, Put Block List,
 * Put Blob, and Get Blob with a range.
 * Source: https://learn.microsoft.com/rest/api/storageservices/operations-on-blobs
 *
 * @param context.key HMAC key of the signatures
 */
export function addBlobStorage(server: FastifyInstance, context: { key: string; clock: Clock }): BlobStorage {
  const blobs = new Map<string, Blob>();
  const uncommitted = new Map<string, Map<string, Buffer>>();
  const sign = (name: string, { sp = '', se = '', rscd = '' }: BlobQuery) =>
    createHmac('sha256', context.key).update([name, sp, se, rscd].join('\n')).digest('base64');

  const allows = ({ params, query }: BlobRequest, permission: string) =>
    query.sp === permission &&
    Date.parse(query.se ?? '') > context.clock.now() &&
    sameText(query.sig ?? '', sign(params['*'], query));

  server.put<{ Params: { '*': string }; Querystring: BlobQuery }>('/blobs/*', async (request, reply) => {
    if (!allows(request, 'w')) return refuse(reply, 403, 'AuthenticationFailed');
    const name = request.params['*'];
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const blocks = uncommitted.get(name) ?? new Map<string, Buffer>();
    if (request.query.comp === 'block') {
      if (!request.query.blockid) return refuse(reply, 400, 'InvalidQueryParameterValue');
      uncommitted.set(name, blocks.set(request.query.blockid, body));
      return accept(reply);
    }
    if (request.query.comp !== undefined && request.query.comp !== 'blocklist') {
      return refuse(reply, 400, 'InvalidQueryParameterValue');
    }
    const isWhole = request.query.comp === undefined;
    if (isWhole && request.headers['x-ms-blob-type'] === undefined) return refuse(reply, 400, 'MissingRequiredHeader');
    // Blobs of pages and those that grow are not what the service signs addresses for.
    if (isWhole && request.headers['x-ms-blob-type'] !== 'BlockBlob') return refuse(reply, 400, 'InvalidHeaderValue');
    const bytes = isWhole ? body : joinBlocks(body.toString('utf8'), blocks);
    if (bytes === undefined) return refuse(reply, 400, 'InvalidBlockList');
    const { 'x-ms-blob-content-type': type, 'content-type': sentAs } = request.headers;
    // Put Block List has a body of its own, whose type says nothing of the blob.
    const contentType = String(type ?? (isWhole ? sentAs : undefined) ?? 'application/octet-stream');
    blobs.set(name, { bytes, contentType });
    uncommitted.delete(name);
    reply.header('etag', `"0x${hash('sha256', bytes).slice(0, 15).toUpperCase()}"`);
    reply.header('last-modified', new Date(context.clock.now()).toUTCString());
    // Computed by the storage for what comes in one request, whether or not a digest was sent with it.
    if (isWhole) reply.header('content-md5', hash('md5', bytes, 'base64'));
    return accept(reply);
  });

  server.get<{ Params: { '*': string }; Querystring: BlobQuery }>('/blobs/*', async (request, reply) => {
    if (!allows(request, 'r')) return refuse(reply, 403, 'AuthenticationFailed');
    const blob = blobs.get(request.params['*']);
    if (blob === undefined) return refuse(reply, 404, 'BlobNotFound');
    if (request.query.rscd) reply.header('content-disposition', request.query.rscd);
    return sendRange(reply.type(blob.contentType), blob.bytes, request.headers['x-ms-range'] ?? request.headers.range);
  });

  return {
    get: (name) => blobs.get(name),
    put: (name, blob) => void blobs.set(name, blob),
    remove: (name) => void blobs.delete(name),
    signedPath(name, permission, fileName) {
      const query: BlobQuery = {
        sp: permission,
        se: new Date(context.clock.now() + lifetimeMs).toISOString(),
        ...(fileName === undefined ? {} : { rscd: `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}` }),
      };
      return `/blobs/${name}?${new URLSearchParams({ ...query, sig: sign(name, query) })}`;
    },
  };
}

/** @returns undefined when the list names a block that was not staged */
function joinBlocks(xml: string, blocks: Map<string, Buffer>): Buffer | undefined {
  const ids = [...xml.matchAll(/<(?:Latest|Uncommitted)>([^<]*)</g)].map(([, id = '']) => id);
  const parts = ids.map((id) => blocks.get(id));
  return parts.includes(undefined) ? undefined : Buffer.concat(parts as Buffer[]);
}

function sendRange(reply: FastifyReply, bytes: Buffer, range: string | string[] | undefined): FastifyReply {
  reply.header('accept-ranges', 'bytes');
  const [, from = '', to = ''] = /^bytes=(\d+)-(\d*)$/.exec(String(range ?? '')) ?? [];
  if (from === '') return reply.code(200).send(bytes);
  const start = Number(from);
  if (start >= bytes.length) return refuse(reply, 416, 'InvalidRange');
  const end = Math.min(to === '' ? bytes.length - 1 : Number(to), bytes.length - 1);
  return reply
    .code(206)
    .header('content-range', `bytes ${start}-${end}/${bytes.length}`)
    .send(bytes.subarray(start, end + 1));
}

function accept(reply: FastifyReply): FastifyReply {
  return reply.code(201).header('x-ms-version', '2025-07-05').header('x-ms-request-server-encrypted', 'true').send();
}

function refuse(reply: FastifyReply, status: number, code: string): FastifyReply {
  return reply
    .code(status)
    .header('x-ms-error-code', code)
    .type('application/xml')
    .send(`<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`);
}

function sameText(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
