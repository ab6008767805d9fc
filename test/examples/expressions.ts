import { data, Evaluator, Lexer, Parser } from '@actions/expressions';
import { HarnessError } from '../harness/harness-error.ts';

/** What expressions may name. A key that is not there is a mistake of the workflow; GitHub takes it for ''. */
export type Contexts = Readonly<Record<string, ContextValue>>;
export type ContextValue = string | boolean | number | null | { readonly [key: string]: ContextValue };

/** How the jobs or steps before ended, for success(), failure() and cancelled(). */
export type Status = 'success' | 'failure' | 'cancelled';

/**
 * Replaces every expression of a text by its value.
 *
 * @throws HarnessError where one names what is not there, or is none
 */
export function fillIn(text: string, contexts: Contexts): string {
  return text.replace(/\$\{\{([\s\S]*?)\}\}/g, (_, expression: string) =>
    evaluate(expression, contexts, []).coerceString(),
  );
}

/**
 * Judges the `if` of a job or a step, which is an expression without or within `${{ }}`; without any of the functions
 * for the status, it also asks for success().
 */
export function holds(condition: string | undefined, contexts: Contexts, status: Status): boolean {
  const bare = condition?.trim().replace(/^\$\{\{([\s\S]*)\}\}$/, '$1') ?? 'success()';
  const asks = /\b(?:always|success|failure|cancelled)\s*\(/.test(bare);
  return truthy(evaluate(asks ? bare : `success() && (${bare})`, contexts, statusFunctions(status)));
}

type Functions = NonNullable<ConstructorParameters<typeof Evaluator>[2]>;
type FunctionDefinition = Functions extends Map<string, infer Definition> ? Definition : never;

function statusFunctions(status: Status): FunctionDefinition[] {
  const given: Record<string, boolean> = {
    always: true,
    success: status === 'success',
    failure: status === 'failure',
    cancelled: status === 'cancelled',
  };
  return Object.entries(given).map(([name, value]) => ({
    name,
    minArgs: 0,
    maxArgs: 0,
    call: () => new data.BooleanData(value),
  }));
}

function evaluate(expression: string, contexts: Contexts, functions: FunctionDefinition[]): data.ExpressionData {
  try {
    const { tokens } = new Lexer(expression.trim()).lex();
    const tree = new Parser(tokens, Object.keys(contexts), functions).parse();
    const named = new Map(functions.map((definition) => [definition.name, definition]));
    const known = toDictionary(contexts, '');
    for (const path of referencesOf(expression)) lookUp(known, path);
    return new Evaluator(tree, known, named).evaluate();
  } catch (error) {
    throw new HarnessError(`Expression ${expression.trim()}: ${(error as Error).message}`);
  }
}

/** What an expression names, also where `&&` and `||` do not come to it. */
function referencesOf(expression: string): string[] {
  return expression.replace(/'(?:[^']|'')*'/g, "''").match(/[a-z_][\w-]*(?:\.[a-z_][\w-]*)+/gi) ?? [];
}

function lookUp(known: data.Dictionary, path: string): void {
  let holder: data.ExpressionData | undefined = known;
  for (const key of path.split('.')) holder = holder?.kind === data.Kind.Dictionary ? holder.get(key) : undefined;
}

class StrictDictionary extends data.Dictionary {
  readonly #path: string;

  constructor(path: string) {
    super();
    this.#path = path;
  }

  override get(key: string): data.ExpressionData {
    const value = super.get(key);
    if (value === undefined) throw new Error(`there is no ${this.#path}${key}`);
    return value;
  }
}

function toDictionary(values: Contexts, path: string): data.Dictionary {
  const dictionary = new StrictDictionary(path);
  for (const [key, value] of Object.entries(values)) dictionary.add(key, toData(value, `${path}${key}.`));
  return dictionary;
}

function toData(value: ContextValue, path: string): data.ExpressionData {
  if (value === null) return new data.Null();
  if (typeof value === 'string') return new data.StringData(value);
  if (typeof value === 'boolean') return new data.BooleanData(value);
  if (typeof value === 'number') return new data.NumberData(value);
  return toDictionary(value, path);
}

function truthy(value: data.ExpressionData): boolean {
  if (value.kind === data.Kind.Boolean) return value.value;
  if (value.kind === data.Kind.String) return value.value !== '';
  if (value.kind === data.Kind.Number) return value.value !== 0;
  return value.kind !== data.Kind.Null;
}
