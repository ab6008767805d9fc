import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Reply {
  status: number;
  body: string;
  headers?: Record<string, string>;
}

/** A server on loopback that is nobody's idea of Entra or Graph: it replies what it is told to. */
export async function startReplies(reply: (request: IncomingMessage, sent: string) => Reply) {
  const server = createServer(async (request, response) => {
    const { status, body, headers = {} } = reply(request, (await request.toArray()).join(''));
    response.writeHead(status, headers).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { origin, [Symbol.dispose]: () => server.close() };
}
