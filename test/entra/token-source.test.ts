import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Failure } from '../../src/base/failure.ts';
import { readCertificate } from '../../src/entra/certificate.ts';
import type { Credential } from '../../src/entra/credential.ts';
import { createTokenSource } from '../../src/entra/token-source.ts';
import { NetworkFault } from '../../src/http/network-fault.ts';
import type { Wait } from '../../src/http/retry.ts';
import type { HttpRequest, Transport } from '../../src/http/transport.ts';
import { sharedCertificate } from '../harness/certificates.ts';

const identity = {
  authorityUrl: 'https://login.microsoftonline.com',
  tenantId: 'contoso.example',
  clientId: '11111111-2222-4333-8444-555555555555',
  scope: 'https://graph.microsoft.com/.default',
  credential: { kind: 'secret', secret: 'a secret of some length' },
} as const;

function source() {
  let issued = 0;
  const transport: Transport = async () => {
    issued += 1;
    const body = JSON.stringify({ token_type: 'Bearer', expires_in: 3599, access_token: `token ${issued}` });
    return { status: 200, headers: new Map(), body, secrets: [] };
  };
  const pace = { now: () => 0, sleep: async () => {}, random: () => 0, deadline: 60_000, onWait() {} };
  return createTokenSource(identity, { transport, pace, mask() {} });
}

test('those who ask at the same time share one token, and the next ones get it from the cache', async () => {
  const tokens = source();
  assert.deepEqual(await Promise.all([tokens.getToken(), tokens.getToken()]), ['token 1', 'token 1']);
  assert.equal(await tokens.getToken(), 'token 1');
});

test('a token that was refused is not handed out again, even while somebody else is being served from the cache', async () => {
  const tokens = source();
  const first = await tokens.getToken();
  const [cached, fresh] = await Promise.all([tokens.getToken(), tokens.getToken(first)]);
  assert.equal(cached, first);
  assert.equal(fresh, 'token 2');
  assert.equal(await tokens.getToken(first), 'token 2', 'whoever comes late needs no third one');
});

interface Answer {
  status: number;
  body?: object | string;
  headers?: Record<string, string>;
}

/** A token endpoint that meets with all that is given, one after the other, and grants a token then. */
function endpoint(faults: readonly (Answer | Error)[], credential: Credential = identity.credential, limit = 600_000) {
  const left = [...faults];
  const sent: HttpRequest[] = [];
  const timeouts: number[] = [];
  const masks: string[] = [];
  /** What was masked by the time of each request. */
  const maskedBefore: string[][] = [];
  const waits: Wait[] = [];
  let now = 0;
  const transport: Transport = async (request, timeout) => {
    sent.push(request);
    timeouts.push(timeout);
    maskedBefore.push([...masks]);
    const next: Answer | Error = left.shift() ?? {
      status: 200,
      body: { token_type: 'Bearer', expires_in: 3599, access_token: 'token' },
    };
    if (next instanceof Error) throw next;
    const { status, body = '', headers = {} } = next;
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return { status, headers: new Map(Object.entries(headers)), body: text, secrets: request.secrets };
  };
  const pace = {
    now: () => now,
    async sleep(milliseconds: number) {
      now += milliseconds;
    },
    random: () => 0,
    deadline: limit,
    onWait: (wait: Wait) => waits.push(wait),
  };
  const tokens = createTokenSource(
    { ...identity, credential },
    { transport, pace, mask: (value) => masks.push(value) },
  );
  return { tokens, sent, timeouts, masks, maskedBefore, waits };
}

/** Entra's answer to a request that it refuses. */
function refusal(code: number, status = 400): Answer {
  return {
    status,
    body: { error: 'invalid_request', error_description: `AADSTS${code}: Words. Trace ID: t-1`, error_codes: [code] },
  };
}

const form = ({ body }: HttpRequest) => new URLSearchParams(String(body));

const { keyPem, certificatePem } = await sharedCertificate();
const certificate = await readCertificate({ content: keyPem + certificatePem, input: 'certificate' }, Date.now());
const assertions: Record<string, Credential> = {
  'the one that is signed with the key': { kind: 'certificate', certificate },
  'the one that GitHub made': { kind: 'federated', assertion: async () => 'an.assertion.of-github' },
};
for (const [which, credential] of Object.entries(assertions)) {
  test(`the assertion is masked before it is sent, ${which}, and the token after it; both are known as secrets`, async () => {
    const { tokens, sent, masks, maskedBefore } = endpoint([], credential);
    await tokens.getToken();
    const [request] = sent;
    const assertion = (request && form(request).get('client_assertion')) ?? '';
    assert.match(assertion, /^[\w-]+\.[\w-]+\.[\w-]+$/);
    assert.deepEqual(maskedBefore, [[assertion]]);
    assert.deepEqual(masks, [assertion, 'token']);
    assert.deepEqual(request?.secrets, [assertion]);
  });
}

test('each try signs an assertion of its own, and each is masked', async () => {
  const { tokens, sent, masks } = endpoint([{ status: 500 }, { status: 503 }], { kind: 'certificate', certificate });
  await tokens.getToken();
  const sentAssertions = sent.map((request) => form(request).get('client_assertion'));
  assert.equal(new Set(sentAssertions).size, 3);
  assert.deepEqual(masks, [...sentAssertions, 'token']);
});

test('a client secret is known as a secret to whoever reads the answer', async () => {
  const { tokens, sent, masks } = endpoint([]);
  await tokens.getToken();
  assert.deepEqual(sent[0]?.secrets, ['a secret of some length']);
  assert.deepEqual(masks, ['token']);
});

test('a token that comes from the cache is not masked again, a new one is', async () => {
  const granted = (token: string) => ({
    status: 200,
    body: { token_type: 'Bearer', expires_in: 3599, access_token: token },
  });
  const { tokens, masks } = endpoint([granted('one'), granted('two')]);
  await tokens.getToken();
  await tokens.getToken();
  await tokens.getToken('one');
  assert.deepEqual(masks, ['one', 'two']);
});

test('a fault that is met when a token is renewed passes like one at the first sign-in', async () => {
  const granted = { status: 200, body: { token_type: 'Bearer', expires_in: 3599, access_token: 'one' } };
  const throttled = { status: 429, headers: { 'retry-after': '1' } };
  const { tokens, sent } = endpoint([granted, throttled, { status: 503 }]);
  assert.equal(await tokens.getToken(), 'one');
  assert.equal(await tokens.getToken('one'), 'token');
  assert.equal(sent.length, 4);
});

test('what no try can help is told as what it is when a token is renewed, too', async () => {
  const granted = { status: 200, body: { token_type: 'Bearer', expires_in: 3599, access_token: 'one' } };
  const failure = new Failure('tls-refused');
  const { tokens, sent } = endpoint([granted, failure]);
  await tokens.getToken();
  await assert.rejects(tokens.getToken('one'), failure);
  assert.equal(sent.length, 2);
});

test('a status that does not pass is told at the deadline with its ids, and with nothing that was sent in confidence', async () => {
  const { secret } = identity.credential;
  const headers = { 'client-request-id': `c-1 ${secret}`, 'x-ms-request-id': 't-1' };
  const { tokens } = endpoint([{ status: 503, headers }], identity.credential, 400);
  await assert.rejects(tokens.getToken(), (error: Failure) => {
    assert.equal(error.code, 'time-limit');
    const { correlationId, traceId, doing, reason } = error.facts;
    assert.deepEqual([correlationId, traceId, doing], ['c-1 ***', 't-1', 'signing in']);
    assert.equal(reason, "The first try met the token endpoint's HTTP 503.");
    return true;
  });
  const echo = endpoint([{ status: 400, body: { error: 'invalid', error_description: `Not with ${secret}` } }]);
  await assert.rejects(echo.tokens.getToken(), (error: Failure) => error.facts.words === 'Not with ***');
});

const inPassing = (error: string, code: number, status: number) => ({
  status,
  body: { error, error_description: `AADSTS${code}: Words.`, error_codes: [code] },
});
for (const error of ['temporarily_unavailable', 'server_error']) {
  for (const [code, status] of [
    [90033, 400],
    [700016, 401],
  ] as const) {
    test(`${error} with HTTP ${status} passes, whatever its number: the next try succeeds`, async () => {
      const { tokens, sent, waits } = endpoint([inPassing(error, code, status)]);
      assert.equal(await tokens.getToken(), 'token');
      assert.equal(sent.length, 2);
      const reason = `the token endpoint's HTTP ${status} AADSTS${code}`;
      assert.deepEqual(waits, [{ milliseconds: 500, attempt: 1, reason, throttled: false }]);
    });

    test(`${error} with HTTP ${status} that does not pass is told in Entra's own words at the deadline`, async () => {
      const { tokens } = endpoint([inPassing(error, code, status)], identity.credential, 400);
      await assert.rejects(tokens.getToken(), (refused: Failure) => {
        assert.deepEqual([refused.code, refused.facts.aadsts], ['token-refused', code]);
        return true;
      });
    });
  }
}

test('a refusal that names a time is believed to pass, but not for ever', async () => {
  const patient = { ...refusal(7000215), headers: { 'retry-after': '2' } };
  const { tokens, waits } = endpoint([patient]);
  assert.equal(await tokens.getToken(), 'token');
  assert.deepEqual(
    waits.map(({ milliseconds, throttled }) => ({ milliseconds, throttled })),
    [{ milliseconds: 2_000, throttled: true }],
  );
  const stubborn = endpoint(Array.from({ length: 9 }, () => patient));
  await assert.rejects(stubborn.tokens.getToken(), (error: Failure) => error.facts.aadsts === 7000215);
  assert.equal(stubborn.sent.length, 5);
});

for (const code of [700016, 700027, 7000215, 7000222, 90002, 53003, 90033, 90024, 90055, 50196, 999999]) {
  test(`AADSTS${code} does not pass, and is told at once`, async () => {
    const { tokens, sent, waits } = endpoint([refusal(code)]);
    await assert.rejects(tokens.getToken(), (error: Failure) => {
      assert.equal(error.code, 'token-refused');
      const { status, aadsts, words } = error.facts;
      assert.deepEqual([status, aadsts, words], [400, code, `AADSTS${code}: Words.`]);
      return true;
    });
    assert.deepEqual([sent.length, waits.length], [1, 0]);
  });
}

test('a code that stands in the description alone counts; where both do, the list of codes does', async () => {
  const described = { error: 'invalid_request', error_description: 'AADSTS90002: Words.' };
  for (const [body, aadsts] of [
    [described, 90002],
    [{ ...described, error_codes: [700016] }, 700016],
  ] as const) {
    const { tokens } = endpoint([{ status: 400, body }]);
    await assert.rejects(tokens.getToken(), (error: Failure) => error.facts.aadsts === aadsts);
  }
});

/** What passes without a code of Entra, and whether it asks for patience. */
const faults: [string, Answer | Error, throttled: boolean][] = [
  ['HTTP 408', { status: 408 }, false],
  ['HTTP 423', { status: 423 }, false],
  ['HTTP 429', { status: 429 }, true],
  ['HTTP 429 with Retry-After', { status: 429, headers: { 'retry-after': '1' } }, true],
  ['HTTP 500 as a page', { status: 500, body: '<h1>Oh no</h1>' }, false],
  ['HTTP 502', { status: 502 }, false],
  ['HTTP 503', { status: 503, body: { error: 'temporarily_unavailable' } }, false],
  ['HTTP 503 with Retry-After', { status: 503, headers: { 'retry-after': '1' } }, true],
  ['HTTP 504', { status: 504 }, false],
  ['HTTP 503 with a code that does not pass otherwise', refusal(700016, 503), false],
  ['a code that passes, with Retry-After', { ...refusal(90024), headers: { 'retry-after': '1' } }, true],
  ['HTTP 200 with half of the JSON', { status: 200, body: '{"token_type":"Bearer","acc' }, false],
  ['HTTP 200 as a page', { status: 200, body: '<h1>Welcome</h1>' }, false],
  ['HTTP 200 without a token', { status: 200, body: {} }, false],
  ['a connection that breaks', new NetworkFault('ECONNRESET', 'login.microsoftonline.com'), false],
];
for (const [what, fault, throttled] of faults) {
  test(`${what} passes: the next try succeeds, with more time for its answer`, async () => {
    const { tokens, sent, timeouts, waits } = endpoint([fault, fault]);
    assert.equal(await tokens.getToken(), 'token');
    assert.equal(sent.length, 3);
    assert.deepEqual(timeouts, [30_000, 60_000, 90_000]);
    assert.deepEqual(
      waits.map((wait) => wait.throttled),
      [throttled, throttled],
    );
  });
}

const refused: [string, Answer | Failure, code: string][] = [
  ['HTTP 400 as a page', { status: 400, body: '<h1>Bad</h1>' }, 'token-refused'],
  ['HTTP 403', { status: 403 }, 'token-refused'],
  ['HTTP 404', { status: 404 }, 'token-refused'],
  ['HTTP 501', { status: 501 }, 'token-refused'],
  ['HTTP 200 with an error', { status: 200, body: { error: 'invalid_client' } }, 'token-refused'],
  ['a certificate of the endpoint that nobody trusts', new Failure('tls-refused'), 'tls-refused'],
];
for (const [what, fault, code] of refused) {
  test(`${what} does not pass, and is told at once`, async () => {
    const { tokens, sent } = endpoint([fault]);
    await assert.rejects(tokens.getToken(), { code });
    assert.equal(sent.length, 1);
  });
}

test('a 200 without a token is cut four times; the fifth is an answer of somebody else', async () => {
  const page = { status: 200, body: '<h1>Welcome</h1>' };
  const four = endpoint([page, page, page, page]);
  assert.equal(await four.tokens.getToken(), 'token');
  const five = endpoint([page, page, page, page, page]);
  await assert.rejects(five.tokens.getToken(), (error: Failure) => {
    assert.deepEqual([error.code, error.facts.words], ['token-refused', 'an answer that is not from Entra ID']);
    return true;
  });
  assert.equal(five.sent.length, 5);
});

test('an assertion that cannot be had is told as what it is, and nothing is sent', async () => {
  const failure = new Failure('oidc-unavailable');
  const assertion = async () => Promise.reject(failure);
  const { tokens, sent } = endpoint([], { kind: 'federated', assertion });
  await assert.rejects(tokens.getToken(), failure);
  assert.equal(sent.length, 0);
});

test('ids come from the body, and from the headers where it has none', async () => {
  const headers = { 'client-request-id': 'c-header', 'x-ms-request-id': 't-header' };
  const ids = { correlation_id: 'c-body', trace_id: 't-body', timestamp: '2026-11-25 12:00:00Z' };
  const factsOf = async (answer: Answer) => {
    try {
      await endpoint([answer]).tokens.getToken();
    } catch (error) {
      const { correlationId, traceId, timestamp } = (error as Failure).facts;
      return [correlationId, traceId, timestamp];
    }
    return [];
  };
  assert.deepEqual(await factsOf({ status: 400, body: ids, headers }), ['c-body', 't-body', '2026-11-25 12:00:00Z']);
  assert.deepEqual(await factsOf({ status: 400, body: '<h1>Bad</h1>', headers }), ['c-header', 't-header', undefined]);
});
