import type { FastifyInstance, FastifyReply } from 'fastify';
import { notFound, pageOf, type RestContext, type Route, refuse } from './rest-api.ts';

/** An issue as it stands; `pullRequest` for one that is a pull request, which the same lists hold. */
export interface Issue {
  number: number;
  title: string;
  body: string | null;
  labels: string[];
  state: 'open' | 'closed';
  stateReason: 'completed' | 'not_planned' | 'reopened' | null;
  comments: string[];
  pullRequest: boolean;
}

export interface Issues {
  /** Oldest first. */
  all: readonly Issue[];
  /** Opens one as somebody would by hand. */
  open(issue: Partial<Issue>): Issue;
}

interface IssueStore extends Issues {
  labels: Set<string>;
}

type Body = Record<string, unknown>;

export function createIssues(): IssueStore {
  const all: Issue[] = [];
  return {
    all,
    labels: new Set(['bug', 'documentation']),
    open(given) {
      const issue: Issue = {
        title: '',
        body: null,
        labels: [],
        state: 'open',
        stateReason: null,
        comments: [],
        pullRequest: false,
        ...given,
        number: all.length + 1,
      };
      all.push(issue);
      return issue;
    },
  };
}

/**
 * The part of GitHub's REST API that lists, opens, changes and closes issues.
 * Source: https://docs.github.com/rest/issues
 *
 * What becomes of a label in a new issue that the repository does not have is not documented: it is refused here.
 */
export function addIssuesApi(server: FastifyInstance, context: RestContext, issues: IssueStore): void {
  const base = '/api/v3/repos/:owner/:repo';

  server.get<Route>(`${base}/issues`, (request, reply) => {
    const refused = refuse(request, reply, context, 'issues');
    if (refused) return refused;
    const { state = 'open', labels = '', sort = 'created', direction = 'desc' } = request.query;
    if (sort !== 'created') return invalid(reply, 'Issue', 'sort', 'invalid');
    const wanted = labels.split(',').filter(Boolean);
    const found = issues.all
      .filter((issue) => state === 'all' || issue.state === state)
      .filter((issue) => wanted.every((label) => issue.labels.includes(label)))
      .toSorted((a, b) => (direction === 'asc' ? a.number - b.number : b.number - a.number));
    return reply.send(pageOf(found, request.query).map((issue) => describeIssue(issue, context)));
  });

  server.post<Route>(`${base}/issues`, (request, reply) => {
    const refused = refuse(request, reply, context, 'issues', { write: true });
    if (refused) return refused;
    const sent = readObject(request.body);
    if (sent === undefined) return problemsParsing(reply);
    const { title, body = null, labels = [] } = sent;
    if (typeof title !== 'string' || title === '') return invalid(reply, 'Issue', 'title', 'missing_field');
    if (!isText(body)) return invalid(reply, 'Issue', 'body', 'invalid');
    if (!Array.isArray(labels) || labels.some((label) => !issues.labels.has(label))) {
      return invalid(reply, 'Label', 'name', 'invalid');
    }
    return reply.code(201).send(describeIssue(issues.open({ title, body, labels }), context));
  });

  server.patch<Route>(`${base}/issues/:id`, (request, reply) => {
    const refused = refuse(request, reply, context, 'issues', { write: true });
    if (refused) return refused;
    const issue = issues.all.find(({ number }) => number === Number(request.params.id));
    if (issue === undefined) return notFound(reply);
    const sent = readObject(request.body);
    if (sent === undefined) return problemsParsing(reply);
    const { title = issue.title, body = issue.body, state = issue.state, state_reason = null } = sent;
    if (typeof title !== 'string' || title === '') return invalid(reply, 'Issue', 'title', 'missing_field');
    if (!isText(body)) return invalid(reply, 'Issue', 'body', 'invalid');
    if (state !== 'open' && state !== 'closed') return invalid(reply, 'Issue', 'state', 'invalid');
    if (!isStateReason(state_reason)) return invalid(reply, 'Issue', 'state_reason', 'invalid');
    // Ignored unless the state is changed.
    const stateReason = state === issue.state ? issue.stateReason : state_reason;
    return reply.send(describeIssue(Object.assign(issue, { title, body, state, stateReason }), context));
  });

  server.post<Route>(`${base}/issues/:id/comments`, (request, reply) => {
    const refused = refuse(request, reply, context, 'issues', { write: true });
    if (refused) return refused;
    const issue = issues.all.find(({ number }) => number === Number(request.params.id));
    if (issue === undefined) return notFound(reply);
    const body = readObject(request.body)?.body;
    if (typeof body !== 'string' || body === '') return invalid(reply, 'IssueComment', 'body', 'missing_field');
    issue.comments.push(body);
    return reply.code(201).send({ id: issue.comments.length, body });
  });

  server.post<Route>(`${base}/labels`, (request, reply) => {
    const refused = refuse(request, reply, context, 'issues', { write: true });
    if (refused) return refused;
    const { name, color, description = '' } = readObject(request.body) ?? {};
    if (typeof name !== 'string' || name === '') return invalid(reply, 'Label', 'name', 'missing_field');
    if (issues.labels.has(name)) return invalid(reply, 'Label', 'name', 'already_exists');
    if (color !== undefined && !/^[0-9a-f]{6}$/i.test(String(color)))
      return invalid(reply, 'Label', 'color', 'invalid');
    if (typeof description !== 'string' || description.length > 100) {
      return invalid(reply, 'Label', 'description', 'invalid');
    }
    issues.labels.add(name);
    return reply.code(201).send({ name, color, description });
  });
}

/** GitHub reads a body as JSON whatever its type says. */
function readObject(body: unknown): Body | undefined {
  const parsed = Buffer.isBuffer(body) ? parse(body.toString()) : body;
  return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? (parsed as Body) : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isText(value: unknown): value is string | null {
  return value === null || typeof value === 'string';
}

function isStateReason(value: unknown): value is Issue['stateReason'] {
  return value === null || value === 'completed' || value === 'not_planned' || value === 'reopened';
}

function describeIssue(issue: Issue, { origin, repository }: RestContext): object {
  const path = `repos/${repository.owner}/${repository.name}/issues/${issue.number}`;
  return {
    number: issue.number,
    title: issue.title,
    body: issue.body,
    labels: issue.labels.map((name) => ({ name })),
    state: issue.state,
    state_reason: issue.stateReason,
    comments: issue.comments.length,
    url: `${origin()}/api/v3/${path}`,
    // Only pull requests have the key at all.
    ...(issue.pullRequest && { pull_request: { url: `${origin()}/api/v3/${path.replace('issues', 'pulls')}` } }),
  };
}

/** Source: https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api#validation-failed */
function invalid(reply: FastifyReply, resource: string, field: string, code: string): FastifyReply {
  return reply.code(422).send({
    message: 'Validation Failed',
    errors: [{ resource, field, code }],
    documentation_url: 'https://docs.github.com/rest',
    status: '422',
  });
}

function problemsParsing(reply: FastifyReply): FastifyReply {
  return reply.code(400).send({
    message: 'Problems parsing JSON',
    documentation_url: 'https://docs.github.com/rest',
    status: '400',
  });
}
