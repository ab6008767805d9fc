// An access token for Graph, by the secret that the bench gives.
const { ORIGIN, TENANT, CLIENT_ID, CLIENT_SECRET } = process.env;

export async function signIn() {
  const response = await fetch(`${ORIGIN}/${TENANT}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: CLIENT_ID,
      client_secret: CLIENT_SECRET,
      scope: 'https://graph.microsoft.com/.default',
    }),
  });
  return (await response.json()).access_token;
}
