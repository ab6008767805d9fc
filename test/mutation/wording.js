/**
 * What is said to people is not mutated: a test that knows a sentence by heart only says it twice. So a text is left
 * alone unless something is compared with it or looked up by it. (Stryker loads this in processes of its own.)
 */
export const strykerPlugins = [
  { kind: 'Ignore', name: 'wording', value: { shouldIgnore: (path) => (isWording(path) ? 'wording' : undefined) } },
];

const lookups = new Set([
  'has',
  'get',
  'includes',
  'startsWith',
  'endsWith',
  'indexOf',
  'lastIndexOf',
  'split',
  'join',
]);

function isWording(path) {
  if (path.isTemplateLiteral()) return path.node.expressions.every(isPlain) && !isCompared(path);
  return path.isStringLiteral() && !isCompared(path);
}

/** A template in which something is decided is looked into. */
function isPlain({ type }) {
  return type === 'Identifier' || type === 'MemberExpression';
}

function isCompared({ node, parent }) {
  if (parent.type === 'BinaryExpression') return parent.operator !== '+';
  if (parent.type === 'SwitchCase') return true;
  return parent.type === 'CallExpression' && parent.callee !== node && lookups.has(parent.callee.property?.name);
}
