// Microsoft's own client library, as its documentation shows it: PageIterator over /users, one page after the other.
// https://learn.microsoft.com/graph/sdks/paging
import { closeSync, openSync, writeSync } from 'node:fs';
import { Client, HTTPMessageHandler, PageIterator, RetryHandler } from '@microsoft/microsoft-graph-client';
import { signIn } from './sign-in.js';

const { ORIGIN, SELECT, TOP, OUTPUT } = process.env;

const token = await signIn();

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
// A million users are too much for one text.
const file = openSync(OUTPUT, 'w');
for (let from = 0; from < users.length; from += 1_000) {
  writeSync(
    file,
    users
      .slice(from, from + 1_000)
      .map((user) => `${JSON.stringify(user)}\n`)
      .join(''),
  );
}
closeSync(file);
console.log(JSON.stringify({ users: users.length, distinct: new Set(users.map(({ id }) => id)).size }));
