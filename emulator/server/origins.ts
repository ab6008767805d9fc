import { AsyncLocalStorage } from 'node:async_hooks';
import type { FastifyInstance } from 'fastify';

/** The addresses of the running emulator, without a trailing slash. */
export interface Origins {
  /** The address that the current request came to, so that links stay on the client's host; else the main one. */
  current(): string;
  /** The address to tell people. */
  main(): string;
  /** Every address that means this emulator. */
  all(): string[];
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
      const loopback = ['127.0.0.1', 'localhost', '[::1]'].map((host) => `${protocol}//${host}:${port}`);
      return [...new Set([main, ...loopback, current.getStore() ?? main])];
    },
    listening(origin) {
      main = origin;
    },
  };
}
