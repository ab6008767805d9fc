export interface Caller {
  /** Of an emulator that speaks plain http. */
  origin: string;
  tenantId: string;
  clientId: string;
  clientSecret: string;
}

/** Graph as a script sees it that signs in with a secret. Paths begin after `/v1.0`. */
export async function plainGraph({ origin, tenantId, clientId, clientSecret }: Caller) {
  const asked = await fetch(`${origin}/${tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
      scope: 'https://graph.microsoft.com/.default',
    }),
  });
  const { access_token } = (await asked.json()) as { access_token: string };
  const headers = { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' };
  return async <T>(method: string, path: string, body?: object): Promise<T> => {
    const answer = await fetch(`${origin}/v1.0${path}`, {
      method,
      headers,
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  };
}
