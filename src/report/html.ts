import { createHash } from 'node:crypto';
import { changesSection } from './letter/changes.ts';
import { directorySection } from './letter/directory.ts';
import { evidenceSection } from './letter/evidence.ts';
import { findingsSection } from './letter/findings.ts';
import { head } from './letter/head.ts';
import { all, h, text } from './letter/markup.ts';
import { needsSection } from './letter/needs.ts';
import { trendsSection } from './letter/trends.ts';
import { usersSection } from './letter/users.ts';
import { script } from './page/index.js';
import { styles } from './page/styles.ts';
import { type ReportData, reportJson } from './report-data.ts';

/**
 * report.html: one page that nothing has to be loaded for, and that loads nothing. The letter stands in it as it is read;
 * its script adds what has to be looked for: the table, a person, longer lists.
 *
 * @returns its parts, in order: whole, it takes some megabytes
 */
export function* htmlReport(data: ReportData): Generator<string> {
  const { tenant, run } = data;
  // No style attribute anywhere: the policy would refuse it.
  const policy = [
    "default-src 'none'",
    `style-src '${hashOf(styles)}'`,
    `script-src '${hashOf(script)}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const title = `Users of ${tenant.name ?? tenant.domain ?? tenant.id}, ${text.value('', run.endedAt)}`;
  yield [
    '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">\n`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
    '<meta name="referrer" content="no-referrer">\n<link rel="icon" href="data:,">\n',
    `${h('title', {}, title)}\n<style>${styles}</style>\n</head>\n<body>\n`,
    `${head(data)}\n`,
  ].join('');
  const letter = all(
    needsSection(data),
    changesSection(data),
    trendsSection(data),
    directorySection(data),
    findingsSection(data),
    usersSection(data),
    evidenceSection(data),
  );
  yield `${h('main', {}, letter)}\n<footer><p>Made by entra-user-audit.</p></footer>\n`;
  yield '<script type="application/json" id="data">';
  yield* reportJson(data);
  yield `</script>\n<script>${script}</script>\n</body>\n</html>\n`;
}

function hashOf(content: string): string {
  return `sha256-${createHash('sha256').update(content).digest('base64')}`;
}
