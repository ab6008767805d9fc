import { once } from 'node:events';
import { type IncomingMessage, type ServerResponse, request as sendRequest } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** Another server, reached by https. */
export interface TlsFront extends AsyncDisposable {
  /** `https://127.0.0.1:port` */
  origin: string;
}

/**
 * Lets a server without TLS be reached by https, as GitHub's services are: addresses of its own in what it answers
 * become those of the front.
 *
 * @param behind the server's origin
 */
export async function startTlsFront(behind: string, tls: { key: string; cert: string }): Promise<TlsFront> {
  let origin = '';
  const renamed = (words: string) => words.replaceAll(behind, origin);
  const pass = async (answer: IncomingMessage, response: ServerResponse) => {
    const { statusCode = 502, headers } = answer;
    const { 'content-length': length, ...others } = headers;
    if (headers.location !== undefined) others.location = renamed(headers.location);
    if (!headers['content-type']?.startsWith('application/json')) {
      response.writeHead(statusCode, length === undefined ? others : { ...others, 'content-length': length });
      answer.pipe(response);
      return;
    }
    response.writeHead(statusCode, others).end(renamed(await text(answer)));
  };
  const server = createServer(tls, (request, response) => {
    const { method = 'GET', url = '', headers } = request;
    const inner = sendRequest(behind + url, { method, headers }, (answer) => void pass(answer, response));
    inner.on('error', () => response.destroy());
    request.pipe(inner);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
    },
  };
}
