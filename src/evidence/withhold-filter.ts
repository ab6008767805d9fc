import type { Manifest } from './manifest.ts';

const withheld = '(withheld)';

/**
 * Takes the text of the filter out of a manifest, wherever it stands: it may name people, and beside encrypted files
 * the manifest is the one that everybody can read. What this Action itself added for a part of the list stays.
 */
export function withholdFilter(manifest: Manifest): Manifest {
  const { filter, queries, read } = manifest;
  if (filter === null) return manifest;
  return {
    ...manifest,
    filter: null,
    queries: queries.map((query) => query.replace(/(?<=[?&]\$filter=)[^&]*/g, withheld)),
    read: { ...read, shards: read.shards.map((shard) => ({ ...shard, filter: withoutOwn(shard.filter, filter) })) },
  };
}

function withoutOwn(text: string, own: string): string {
  const start = `(${own})`;
  return text.startsWith(start) ? withheld + text.slice(start.length) : withheld;
}
