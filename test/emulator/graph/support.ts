import fastify, { type FastifyInstance } from 'fastify';
import { createClock, type MovableClock } from '../../../emulator/directory/clock.ts';
import { createDirectory, type Directory, type UserRecord } from '../../../emulator/directory/directory.ts';
import { createFaults, type Fault, type Faults } from '../../../emulator/faults/faults.ts';
import { GraphError } from '../../../emulator/graph/errors.ts';
import { answerAsGraph } from '../../../emulator/graph/replies.ts';
import { createThrottling, type Throttling } from '../../../emulator/graph/throttling.ts';
import { registerUsers, type UsersContext } from '../../../emulator/graph/users/users.ts';

export const EVENTUAL = { consistencylevel: 'eventual' };

export interface GraphAnswer {
  status: number;
  headers: Record<string, unknown>;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape
  body: any;
}

export interface TestGraph {
  app: FastifyInstance;
  directory: Directory;
  clock: MovableClock;
  faults: Faults;
  throttling: Throttling;
  /** Asks for a path below `/v1.0`, or for a nextLink. Spaces and quotes may stand as they are. */
  get(path: string, headers?: Record<string, string>): Promise<GraphAnswer>;
  /** Follows nextLinks to the end, at most `most` pages. */
  list(
    path: string,
    headers?: Record<string, string>,
    most?: number,
  ): Promise<{ users: UserRecord[]; pages: GraphAnswer[] }>;
  fault(fault: Fault): string;
}

export interface TestGraphOptions extends Partial<UsersContext> {
  users?: number;
  agentUsers?: number;
  deletedUsers?: number;
  seed?: number;
  roles?: readonly string[];
}

const origin = 'http://graph.example';

/** `/users` on a bare server, without sign-in: the caller has the roles given. */
export function createTestGraph(options: TestGraphOptions = {}): TestGraph {
  const { users = 300, seed = 1, roles = ['User.Read.All'], ...others } = options;
  const { agentUsers = 0, deletedUsers = 0, ...overrides } = others;
  const clock = createClock(() => Date.UTC(2026, 10, 23, 12));
  const directory = createDirectory({
    ...{ users, agentUsers, deletedUsers, seed },
    ...{ domain: 'contoso.example', now: () => clock.now() },
  });
  const faults = createFaults({ clock, random: () => 0.5 });
  const throttling = createThrottling({ clock });
  const app = fastify();
  answerAsGraph(app, clock);
  app.addHook('preHandler', faults.beforeHandler);
  registerUsers(app, {
    directory,
    clock,
    faults,
    throttling,
    graphOrigin: () => origin,
    authorize(_request, anyOf) {
      if (!anyOf.some((role) => roles.includes(role))) {
        throw new GraphError(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');
      }
      return { tenantId: 'tenant', appId: 'app', servicePrincipalId: 'principal', roles };
    },
    ...overrides,
  });

  const get: TestGraph['get'] = async (path, headers = {}) => {
    const url = path.startsWith(origin) ? path.slice(origin.length) : encodeURI(`/v1.0${path}`);
    const response = await app.inject({ url, headers });
    const isJson = String(response.headers['content-type']).startsWith('application/json');
    const body = isJson ? JSON.parse(response.body) : undefined;
    return { status: response.statusCode, headers: response.headers, text: response.body, body };
  };
  return {
    app,
    directory,
    clock,
    faults,
    throttling,
    get,
    async list(path, headers, most = 1000) {
      const pages: GraphAnswer[] = [];
      for (let next: string | undefined = path; next !== undefined && pages.length < most; ) {
        const page = await get(next, headers);
        pages.push(page);
        next = page.body['@odata.nextLink'];
      }
      return { users: pages.flatMap((page) => page.body.value ?? []), pages };
    },
    fault: (fault) => faults.add(fault),
  };
}

export function ids(users: Iterable<{ id: string }>): string[] {
  return [...users].map(({ id }) => id);
}
