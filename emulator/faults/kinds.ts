/** Which requests a fault strikes. All that is given must hold. */
export interface FaultMatch {
  /** A part of the path and query, or the source of a regular expression that finds one. */
  path?: string;
  method?: string;
  /** Strikes each n-th matching request only. */
  every?: number;
  /** Lets this many matching requests pass first. */
  after?: number;
  /** How many requests it strikes before it is used up; 1 by default. */
  times?: number | 'always';
  /** The chance, 0 to 1, that a matching request is struck; 1 by default. */
  probability?: number;
}

/**
 * What goes wrong. Acting on any request:
 * - `throttle`: `status` 429 (default) or 503; `retryAfter` a number of seconds (default 1), any text, or `seconds`,
 *   `date`, `absent`, `nonsense` (`seconds: n` sets how long for the first two); `body` `TooManyRequests` (default),
 *   `UnknownError`, `accessDenied`, `html` or `empty`
 * - `status`: `status`, and `body` `graph` (default), `html`, `text` or `empty`
 * - `html`: 200 with an HTML page
 * - `drop`: the connection is closed before any byte; `hang`: nothing ever comes
 * - `cut`: the connection is closed after half of the body; `cut-json`: a whole answer with half of the JSON
 * - `slow`: the body comes in `chunks` (default 8) with `milliseconds` before each; `delay`: all of it comes
 *   `milliseconds` after the request, or later where it takes longer to make
 * - `unauthorized`: 401 InvalidAuthenticationToken for a good token
 *
 * Acting on lists of users:
 * - `repeat-users`: a page begins with the last `n` users before it; `missing-users`: a page leaves out its first `n`
 * - `empty-pages`: an empty page with a nextLink comes before the page
 * - `expired-page-token`, `lost-page-token`: the `$skiptoken` is refused
 * - `count-drift`: counts are off `by`; `when` `before` (no page was read since the last count), `after` or `always`
 * - `page-cap`: no page is larger than `size`
 * - `filters-refused`: 400 for any `$filter`
 * - `foreign-next-link`: nextLinks lead to `origin`; `same-next-link`: they do not move on
 */
export type Fault = { match?: FaultMatch } & (
  | { kind: 'throttle'; status?: 429 | 503; retryAfter?: number | string; seconds?: number; body?: ThrottleBody }
  | { kind: 'status'; status: number; body?: 'graph' | 'html' | 'text' | 'empty' }
  | { kind: 'html' | 'drop' | 'hang' | 'cut' | 'cut-json' | 'unauthorized' }
  | { kind: 'slow'; milliseconds: number; chunks?: number }
  | { kind: 'delay'; milliseconds: number }
  | { kind: 'repeat-users' | 'missing-users'; n: number }
  | { kind: 'empty-pages' | 'expired-page-token' | 'lost-page-token' | 'filters-refused' | 'same-next-link' }
  | { kind: 'count-drift'; by: number; when?: 'before' | 'after' | 'always' }
  | { kind: 'page-cap'; size: number }
  | { kind: 'foreign-next-link'; origin: string }
);
export type FaultKind = Fault['kind'];
export type FaultOf<Kind extends FaultKind> = Fault & { kind: Kind };
export type ThrottleBody = 'TooManyRequests' | 'UnknownError' | 'accessDenied' | 'html' | 'empty';

type Check = (value: unknown) => boolean;

const isCount: Check = (value) => Number.isInteger(value) && (value as number) >= 0;
const isPositive: Check = (value) => Number.isInteger(value) && (value as number) >= 1;
const isDuration: Check = (value) => typeof value === 'number' && value >= 0 && value <= 3_600_000;
const isText: Check = (value) => typeof value === 'string';
const isStatus: Check = (value) => Number.isInteger(value) && (value as number) >= 200 && (value as number) <= 599;
const oneOf =
  (...values: unknown[]): Check =>
  (value) =>
    values.includes(value);

/** The parameters of each kind; those of `required` must be there. */
const kinds: Record<FaultKind, { parameters: Record<string, Check>; required?: readonly string[] }> = {
  throttle: {
    parameters: {
      status: oneOf(429, 503),
      retryAfter: (value) => isText(value) || isDuration(value),
      seconds: isDuration,
      body: oneOf('TooManyRequests', 'UnknownError', 'accessDenied', 'html', 'empty'),
    },
  },
  status: { parameters: { status: isStatus, body: oneOf('graph', 'html', 'text', 'empty') }, required: ['status'] },
  html: { parameters: {} },
  drop: { parameters: {} },
  hang: { parameters: {} },
  cut: { parameters: {} },
  'cut-json': { parameters: {} },
  unauthorized: { parameters: {} },
  slow: { parameters: { milliseconds: isDuration, chunks: isPositive }, required: ['milliseconds'] },
  delay: { parameters: { milliseconds: isDuration }, required: ['milliseconds'] },
  'repeat-users': { parameters: { n: isPositive }, required: ['n'] },
  'missing-users': { parameters: { n: isPositive }, required: ['n'] },
  'empty-pages': { parameters: {} },
  'expired-page-token': { parameters: {} },
  'lost-page-token': { parameters: {} },
  'filters-refused': { parameters: {} },
  'same-next-link': { parameters: {} },
  'count-drift': { parameters: { by: Number.isInteger, when: oneOf('before', 'after', 'always') }, required: ['by'] },
  'page-cap': { parameters: { size: isPositive }, required: ['size'] },
  'foreign-next-link': { parameters: { origin: isText }, required: ['origin'] },
};

const matchParameters: Record<keyof FaultMatch, Check> = {
  path: isText,
  method: isText,
  every: isPositive,
  after: isCount,
  times: (value) => value === 'always' || isPositive(value),
  probability: (value) => typeof value === 'number' && value >= 0 && value <= 1,
};

/**
 * Checks a fault that came as JSON.
 *
 * @throws RangeError that names what is wrong
 */
export function checkFault(fault: Fault): void {
  const { kind, match = {}, ...parameters } = (fault ?? {}) as Record<string, unknown> & { match?: object };
  if (!Object.hasOwn(kinds, String(kind))) {
    throw new RangeError(`there is no fault '${kind}', only ${Object.keys(kinds).join(', ')}`);
  }
  const known = kinds[kind as FaultKind];
  const missing = known.required?.find((name) => parameters[name] === undefined);
  if (missing !== undefined) throw new RangeError(`the fault '${kind}' needs '${missing}'`);
  checkAll(parameters, known.parameters, `of the fault '${kind}'`);
  checkAll(match as Record<string, unknown>, matchParameters, "of 'match'");
}

function checkAll(values: Record<string, unknown>, checks: Record<string, Check>, where: string): void {
  for (const [name, value] of Object.entries(values)) {
    if (!Object.hasOwn(checks, name)) throw new RangeError(`'${name}' is no parameter ${where}`);
    if (value !== undefined && !checks[name]?.(value)) {
      throw new RangeError(`'${name}' ${where} cannot be ${JSON.stringify(value)}`);
    }
  }
}
