import { count, plural } from '../../base/numbers.ts';
import { evidenceText } from '../../users/reconcile.ts';
import type { ReportData } from '../report-data.ts';
import { type Html, h, text } from './markup.ts';

/** Why the list can be relied upon, for whoever has to show it. */
export function evidenceSection({ evidence, run, tenant }: ReportData): Html {
  const { listed, reconciled, reads, files, bundleSha256, previousManifestSha256, certificate, encrypted } = evidence;
  const verdict = reconciled
    ? `The list is reconciled: it holds ${plural(listed, 'user')}, and ${evidenceText(evidence)}.`
    : `The list is NOT reconciled: it holds ${plural(listed, 'user')}, but ${evidenceText(evidence)}. Do not rely on who is missing from it; run the audit again at a quiet hour.`;
  const rows: [string, string | null][] = [
    ['Tenant', tenant.id],
    ['Audit began', text.value('', run.startedAt)],
    ['Audit ended', text.value('', run.endedAt)],
    ['Repository', run.repository],
    ['Workflow', run.workflow],
    ['Run', run.number],
    ['Changes accepted by', run.acceptedBy],
    ['Times that the list was read', count(reads)],
    [
      'Certificate of the application',
      certificate && `valid until ${certificate.notAfter}, ${plural(certificate.days, 'day')} more`,
    ],
    ['SHA-256 of the program', bundleSha256],
    ['SHA-256 of the manifest before', previousManifestSha256],
  ];
  const known = rows.flatMap(([name, value]) =>
    value === null ? [] : [h('div', {}, h('dt', {}, name), h('dd', {}, h('bdi', {}, value)))],
  );
  return h(
    'section',
    { 'aria-labelledby': 'evidence' },
    h('h2', { id: 'evidence', tabindex: '-1' }, 'Evidence'),
    h('p', { class: reconciled ? '' : 'notice' }, verdict),
    h('dl', {}, ...known),
    ...digests(files, encrypted),
    h(
      'p',
      { class: 'soft' },
      encrypted
        ? 'manifest.json, which is not encrypted, holds the evidence; it and SHA256SUMS have the digests of the .age files.'
        : 'manifest.json beside this page holds all of it, with the queries as they were sent; SHA256SUMS has the digests of every file.',
    ),
  );
}

function digests(files: ReportData['evidence']['files'], encrypted: boolean): Html[] {
  if (files.length === 0) return [];
  const row = ({ name, bytes, sha256 }: (typeof files)[number]) =>
    h(
      'tr',
      {},
      h('th', { scope: 'row' }, name),
      h('td', { class: 'number' }, count(bytes)),
      h('td', { class: 'digest' }, sha256),
    );
  return [
    h('h3', { id: 'files' }, 'Files beside this page'),
    ...(encrypted
      ? [
          h(
            'p',
            {},
            'They are published encrypted, as this page was, with .age behind their names: open them with age and a key that encrypt-to names. These are the digests of what is in them.',
          ),
        ]
      : []),
    h(
      'div',
      { class: 'scroll', tabindex: '0', role: 'region', 'aria-labelledby': 'files' },
      h(
        'table',
        {},
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            ...['File', 'Bytes', 'SHA-256'].map((name) =>
              h('th', { scope: 'col', class: name === 'Bytes' ? 'number' : '' }, name),
            ),
          ),
        ),
        h('tbody', {}, ...files.map(row)),
      ),
    ),
  ];
}
