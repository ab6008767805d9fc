import { dirname, join } from 'node:path/posix';
import GithubSlugger from 'github-slugger';
import { marked, type Token } from 'marked';

/** What pages may point at, as paths from the root with forward slashes. */
export interface Repository {
  /** Every file, and every folder. */
  paths: ReadonlySet<string>;
  /** Names of the scripts of package.json. */
  scripts: ReadonlySet<string>;
}

/**
 * Whether what the pages point at is there: files and folders, headings behind a `#` (as GitHub names them), and the npm
 * scripts that they tell people to run. Addresses elsewhere are not asked: a check that needs the network fails by itself.
 * @param pages Markdown by its path from the root
 * @returns what is wrong, a sentence each; empty when all is well
 */
export function checkDocs(pages: ReadonlyMap<string, string>, { paths, scripts }: Repository): string[] {
  const anchors = new Map([...pages].map(([path, text]) => [path, anchorsOf(text)]));
  return [...pages].flatMap(([path, text]) => [
    ...linksOf(text).flatMap((link) => problemOf(path, link)),
    ...scriptsOf(text)
      .filter((script) => !scripts.has(script))
      .map((script) => `${path}: "npm run ${script}" is no script of package.json`),
  ]);

  function problemOf(path: string, link: string): string[] {
    if (/^[a-z][a-z+.-]*:/i.test(link)) return [];
    const [file = '', anchor] = link.split('#');
    const target = file === '' ? path : join(dirname(path), decodeURI(file)).replace(/\/$/, '');
    if (target !== '.' && !paths.has(target)) return [`${path}: ${link} leads to nothing`];
    const known = anchors.get(target);
    if (anchor === undefined || known === undefined || known.has(anchor)) return [];
    return [`${path}: ${link} names no heading of ${target}`];
  }
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  marked.walkTokens(marked.lexer(text), (token) => {
    tokens.push(token);
  });
  return tokens;
}

function anchorsOf(text: string): Set<string> {
  const slugger = new GithubSlugger();
  const headings = tokensOf(text).filter((token) => token.type === 'heading');
  return new Set(headings.map((heading) => slugger.slug(wordsOf('tokens' in heading ? (heading.tokens ?? []) : []))));
}

/** What is left of a heading when its marks are gone. */
function wordsOf(tokens: readonly Token[]): string {
  return tokens.map((token) => ('tokens' in token && token.tokens ? wordsOf(token.tokens) : textOf(token))).join('');
}

function textOf(token: Token): string {
  return 'text' in token ? String(token.text) : '';
}

/** Links, pictures, and those of HTML, which GitHub's themed pictures are. */
function linksOf(text: string): string[] {
  return tokensOf(text).flatMap((token) => {
    if (token.type === 'link' || token.type === 'image') return [String(token.href)];
    if (token.type !== 'html') return [];
    return [...String(token.raw).matchAll(/\b(?:src|srcset|href)="([^"]*)"/g)].map(([, link = '']) => link);
  });
}

function scriptsOf(text: string): string[] {
  return [...text.matchAll(/\bnpm run ([\w:-]+)/g)].map(([, script = '']) => script);
}
