import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
  request as sendRequest,
} from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';

export interface ProxyOptions {
  /** `name:password` that it demands, as people would type it; default none. */
  login?: string;
  /** Speaks TLS itself, with this key and certificate. */
  tls?: { key: string; cert: string };
}

/** An HTTP proxy: tunnels for https, forwards for http, and keeps what clients sent. */
export interface Proxy extends AsyncDisposable {
  url: string;
  /** `host:port` */
  host: string;
  /** What was sent to each `host:port`, as it went over the wire. */
  sent: ReadonlyMap<string, string>;
  /** Each request that was forwarded: `GET http://host:port/path`. */
  forwarded: readonly string[];
  /** The `host:port` of each tunnel. */
  tunnels: readonly string[];
}

export async function startProxy({ login, tls }: ProxyOptions = {}): Promise<Proxy> {
  const sent = new Map<string, string>();
  const forwarded: string[] = [];
  const tunnels: string[] = [];
  const note = (address: string, text: string) => sent.set(address, (sent.get(address) ?? '') + text);
  const expected = login && `Basic ${Buffer.from(login).toString('base64')}`;
  const isWelcome = ({ headers }: IncomingMessage) =>
    expected === undefined || headers['proxy-authorization'] === expected;
  const forward = (request: IncomingMessage, response: ServerResponse) => {
    const { method = 'GET', url = '' } = request;
    const { host, pathname, search } = new URL(url);
    if (!isWelcome(request)) {
      response.writeHead(407, { 'proxy-authenticate': 'Basic realm="proxy"' }).end();
      return;
    }
    forwarded.push(`${method} ${url}`);
    const own = Object.entries(request.headers).filter(([name]) => !name.startsWith('proxy-'));
    note(host, `${method} ${pathname}${search} HTTP/1.1\r\n`);
    note(host, `${own.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`);
    const onwards = sendRequest(url, { method, headers: Object.fromEntries(own) });
    onwards.on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onwards.on('error', () => response.destroy());
    request.on('data', (bytes: Buffer) => note(host, bytes.toString('latin1'))).pipe(onwards);
  };
  const server: Server = tls ? createSecureServer(tls, forward) : createServer(forward);
  server.on('connect', (request, client: Socket, head: Buffer) => {
    if (!isWelcome(request)) {
      client.end('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    const address = request.url ?? '';
    const [, host = '', port] = /^\[?(.*?)\]?:(\d+)$/.exec(address) ?? [];
    tunnels.push(address);
    const onwards = connect(Number(port), host, () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n');
      note(address, head.toString('latin1'));
      onwards.write(head);
      client
        .on('data', (bytes: Buffer) => note(address, bytes.toString('latin1')))
        .pipe(onwards)
        .pipe(client);
    });
    for (const socket of [client, onwards]) socket.on('error', () => {}).on('close', () => onwards.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `${tls ? 'https' : 'http'}://${host}`,
    host,
    sent,
    forwarded,
    tunnels,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
    },
  };
}
