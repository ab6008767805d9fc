// Microsoft's own client library, as its documentation shows it: PageIterator over /users, one page after the other.
// https://learn.microsoft.com/graph/sdks/paging
import { writeFileSync } from 'node:fs';
import { Client, HTTPMessageHandler, PageIterator, RetryHandler } from '@microsoft/microsoft-graph-client';

const { ORIGIN, TENANT, CLIENT_ID, CLIENT_SECRET, SELECT, TOP, OUTPUT } = process.env;

const response = await fetch(`${ORIGIN}/${TENANT}/oauth2/v2.0/token`, {
  method: 'POST',
  body: new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: CLIENT_ID,
    client_secret: CLIENT_SECRET,
    scope: 'https://graph.microsoft.com/.default',
  }),
});
const { access_token: token } = await response.json();

// The library's own handler takes the token off requests to plain http, which the emulated tenant is.
const authentication = {
  setNext(next) {
    this.next = next;
  },
  execute(context) {
    context.options.headers = { ...context.options.headers, Authorization: `Bearer ${token}` };
    return this.next.execute(context);
  },
};
const retry = new RetryHandler();
authentication.setNext(retry);
retry.setNext(new HTTPMessageHandler());
const client = Client.initWithMiddleware({ baseUrl: `${ORIGIN}/`, middleware: authentication });

// It also knows absolute nextLinks by https:// alone.
const api = client.api.bind(client);
client.api = (path) => api(path.replace(`${ORIGIN}/v1.0`, ''));

const first = await client.api('/users').select(SELECT).top(Number(TOP)).get();
const users = [];
await new PageIterator(client, first, (user) => users.push(user) > 0).iterate();
writeFileSync(OUTPUT, JSON.stringify(users));
console.log(JSON.stringify({ users: users.length, distinct: new Set(users.map(({ id }) => id)).size }));
