import { AsyncLocalStorage } from 'node:async_hooks';
import type { FastifyInstance } from 'fastify';
import type { OwnOrigins } from '../entra/own-origins.ts';

/** The addresses of the running emulator, without a trailing slash. */
export interface Origins extends OwnOrigins {
  /** The address to tell people. */
  main(): string;
  /** Called once, when the port is known. */
  listening(main: string): void;
}

/** Also registers the hook that remembers each request's address. */
export function createOrigins(app: FastifyInstance): Origins {
  const current = new AsyncLocalStorage<string>();
  let main = '';
  app.addHook('onRequest', (request, _reply, done) => {
    current.run(request.host ? `${request.protocol}://${request.host}` : main, done);
  });
  return {
    current: () => current.getStore() ?? main,
    main: () => main,
    all() {
      const { protocol, port } = new URL(main);
      // A URL's origin has no port where the scheme implies it, as on 443.
      const loopback = ['127.0.0.1', 'localhost', '[::1]'].map(
        (host) => new URL(`${protocol}//${host}:${port}`).origin,
      );
      return [...new Set([main, ...loopback, current.getStore() ?? main])];
    },
    listening(origin) {
      main = origin;
    },
  };
}
