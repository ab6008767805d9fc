export interface SpoiledList {
  list: string;
  /** Undefined where none lies beside the list: what it says would be noticed before the list is read. */
  manifest?: string;
}

/**
 * An earlier list at a path that is broken, changed or foreign, in every way that is noticed.
 *
 * @param list users.jsonl of an audit of 20 users
 * @param manifest its manifest.json
 * @returns what has to be said of it, and the files
 */
export function spoiledLists(list: string, manifest: string): [reason: RegExp, spoilt: SpoiledList][] {
  const lines = list.trimEnd().split('\n');
  const broken = [...lines.slice(0, 9), lines[9]?.replace('null', 'nul')];
  const withManifest = (changed: object) => ({
    list,
    manifest: JSON.stringify({ ...JSON.parse(manifest), ...changed }),
  });
  const oneMore = (value: string) => ({ list: `{"id":"0000","displayName":${value}}\n${list}` });
  return [
    [/its SHA-256 is not what its manifest says/, { list: list.replace('"', "'"), manifest }],
    [/its size is not what its manifest says/, { list: `${list}\n`, manifest }],
    [/it is of another tenant/, withManifest({ tenantId: 'fabrikam.example' })],
    [/it was read by another application/, withManifest({ clientId: 'x' })],
    [/it was read with another filter/, withManifest({ filter: 'x' })],
    [/has schemaVersion 2/, withManifest({ schemaVersion: 2 })],
    [/its manifest.json is not JSON/, { list, manifest: '{' }],
    [/lacks what every manifest has/, { list, manifest: '{"schemaVersion":1}' }],
    [/its manifest.json is enormous/, { list, manifest: manifest + ' '.repeat(5 * 1024 * 1024) }],
    [/it is cut: line 20 has no end/, { list: list.slice(0, -5) }],
    [/line 2 is out of order/, { list: `${lines.toReversed().join('\n')}\n` }],
    [/line 1 ends with CR LF/, { list: list.replaceAll('\n', '\r\n') }],
    [/one of its users is nested deeper than any user/, oneMore(`${'['.repeat(20_000)}${']'.repeat(20_000)}`)],
    [/line 1 is longer than any user/, oneMore(`"${'x'.repeat(300_000)}"`)],
    [
      /one of its users has values of types that Graph does not send/,
      { list: `{"id":"0","userPrincipalName":[1]}\n${list}` },
    ],
    [/line 1 is no user/, { list: '[\n]\n' }],
    [/one of its lines is not JSON/, { list: `${broken.join('\n')}\n` }],
  ];
}
