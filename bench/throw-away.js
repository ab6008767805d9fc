// What waiting alone costs on this machine: parts that the dates of the first page have cut, each page as soon as the
// one before it has come, and every byte thrown away. No list comes of it.
import { signIn } from './peers/sign-in.js';

const { ORIGIN, SELECT, PARTS } = process.env;
const parts = Number(PARTS);

const headers = { authorization: `Bearer ${await signIn()}` };
const users = `${ORIGIN}/v1.0/users`;
const list = `${users}?$select=${SELECT}&$top=999`;

async function count() {
  const answer = await fetch(`${users}/$count`, { headers: { ...headers, consistencylevel: 'eventual' } });
  return Number(await answer.text());
}

async function follow(first) {
  for (let url = first; url !== undefined; ) {
    const { body } = await fetch(url, { headers });
    let start;
    for await (const chunk of body) start ??= Buffer.from(chunk).toString();
    url = /"@odata\.nextLink":"([^"]+)"/.exec(start)?.[1];
  }
}

const [, page] = await Promise.all([count(), fetch(list, { headers }).then((answer) => answer.json())]);
const dates = page.value.flatMap(({ createdDateTime }) => createdDateTime ?? []).sort();
const borders = Array.from({ length: parts - 1 }, (_, part) => dates[Math.floor((dates.length * (part + 1)) / parts)]);
const filters = [undefined, ...borders].map((from, index) =>
  [from && `createdDateTime ge ${from}`, borders[index] && `createdDateTime le ${borders[index]}`]
    .filter(Boolean)
    .join(' and '),
);
await Promise.all(filters.map((filter) => follow(`${list}&$filter=${encodeURIComponent(filter)}`)));
console.log(JSON.stringify({ distinct: await count() }));
