import { BlockList, isIP } from 'node:net';

/** Whether a host is gone to directly. @param hostname as a URL has it, IPv6 in brackets or not */
export type Bypass = (hostname: string, port: number) => boolean;

/**
 * Reads NO_PROXY as curl does: names separated by commas or blanks, each for a host and all that ends with it, in
 * either case, with a dot before it or behind it or none; addresses, and networks such as 10.0.0.0/8; `*` for all.
 * As for GitHub's clients, each may have a port, and `*.` before a name is what `.` is. What makes no sense fits nothing.
 * Source: https://curl.se/docs/manpage.html#NOPROXY and https://github.com/curl/curl/blob/master/lib/noproxy.c
 */
export function parseNoProxy(text: string): Bypass {
  const entries = text
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean)
    .map(parseEntry);
  return (hostname, port) => {
    const host = bare(hostname.toLowerCase());
    return entries.some((entry) => entry(host, port));
  };
}

function parseEntry(entry: string): Bypass {
  if (entry === '*') return () => true;
  const [, network = '', prefix = ''] = /^(.+)\/(\d{1,3})$/.exec(entry) ?? [];
  if (network !== '') return within(bare(network), Number(prefix));
  const [, place = entry, port] = /^(\[.*\]|[^:]*):(\d+)$/.exec(entry) ?? [];
  const fits = isIP(bare(place)) > 0 ? within(bare(place)) : named(bare(place).replace(/^\*?\./, ''));
  return port === undefined ? fits : (host, asked) => asked === Number(port) && fits(host, asked);
}

/** Without brackets, and without the dot that ends a full name. */
function bare(host: string): string {
  return host.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
}

/** @param prefix bits that count; all when there is none */
function within(address: string, prefix?: number): Bypass {
  const [family, bits] = isIP(address) === 6 ? (['ipv6', 128] as const) : (['ipv4', 32] as const);
  if (isIP(address) === 0 || (prefix ?? 0) > bits) return () => false;
  const list = new BlockList();
  list.addSubnet(address, prefix ?? bits, family);
  return (host) => isIP(host) > 0 && list.check(host, isIP(host) === 6 ? 'ipv6' : 'ipv4');
}

function named(name: string): Bypass {
  return (host) => isIP(host) === 0 && name !== '' && (host === name || host.endsWith(`.${name}`));
}
