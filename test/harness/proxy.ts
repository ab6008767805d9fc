import { once } from 'node:events';
import { createServer, request as sendRequest } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

/** An HTTP proxy: tunnels for https, forwards for http, and keeps what clients sent. */
export interface Proxy extends AsyncDisposable {
  url: string;
  /** What was sent to each `host:port`, as it went over the wire. */
  sent: ReadonlyMap<string, string>;
  /** The `host:port` of each tunnel. */
  tunnels: readonly string[];
}

export async function startProxy(): Promise<Proxy> {
  const sent = new Map<string, string>();
  const tunnels: string[] = [];
  const note = (address: string, text: string) => sent.set(address, (sent.get(address) ?? '') + text);
  const proxy = createServer((request, response) => {
    const { host, pathname, search } = new URL(request.url ?? '');
    const headers = Object.entries(request.headers).map(([name, value]) => `${name}: ${value}\r\n`);
    note(host, `${request.method} ${pathname}${search} HTTP/1.1\r\n${headers.join('')}\r\n`);
    const forwarded = sendRequest(request.url ?? '', { method: request.method ?? 'GET', headers: request.headers });
    forwarded.on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    forwarded.on('error', () => response.destroy());
    request.on('data', (bytes: Buffer) => note(host, bytes.toString('latin1'))).pipe(forwarded);
  });
  proxy.on('connect', (request, client: Socket, head: Buffer) => {
    const address = request.url ?? '';
    const [host, port] = address.split(':');
    tunnels.push(address);
    const server = connect(Number(port), host, () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n');
      note(address, head.toString('latin1'));
      server.write(head);
      client
        .on('data', (bytes: Buffer) => note(address, bytes.toString('latin1')))
        .pipe(server)
        .pipe(client);
    });
    for (const socket of [client, server]) socket.on('error', () => {}).on('close', () => server.destroy());
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    sent,
    tunnels,
    async [Symbol.asyncDispose]() {
      proxy.close();
      proxy.closeAllConnections();
    },
  };
}
