import type { FastifyRequest } from 'fastify';
import type { JsonObject } from '../entra/tenant.ts';
import { malformed, unsupportedQuery } from './refusals.ts';

/** How a collection of directory objects is listed. */
export interface Collection {
  /** `applications`, as it stands in `@odata.context`. */
  name: string;
  /** `microsoft.graph.application`, as Graph names it in errors. */
  type: string;
  /** Every property that may be selected. */
  properties: readonly string[];
  graphOrigin: () => string;
}

const defaultPageSize = 100;
const largestPageSize = 999;

/**
 * Answers a list with `$filter` (`eq` and `startswith` on one property), `$select`, `$top` and `$count`.
 * Source: https://learn.microsoft.com/graph/api/application-list
 *
 * @throws GraphError 400 for options that Graph or this emulator does not take
 */
export function listReply(request: FastifyRequest, items: readonly JsonObject[], collection: Collection): JsonObject {
  const query = readOptions(request, ['$filter', '$select', '$top', '$count', '$skiptoken']);
  const matching = query.$filter === undefined ? items : items.filter(readFilter(query.$filter));
  const size = pageSize(query.$top);
  const start = Number(query.$skiptoken ?? 0);
  const page = matching.slice(start, start + size);
  const counted = query.$count === 'true' && request.headers.consistencylevel?.toString().toLowerCase() === 'eventual';
  return {
    '@odata.context': odataContext(request, collection, query.$select),
    ...(counted && start === 0 ? { '@odata.count': matching.length } : {}),
    ...(start + size < matching.length ? { '@odata.nextLink': nextLink(request, collection, start + size) } : {}),
    value: page.map((item) => select(item, query.$select, collection)),
  };
}

/** Answers one object with `$select`. */
export function objectReply(request: FastifyRequest, item: JsonObject, collection: Collection): JsonObject {
  const { $select } = readOptions(request, ['$select']);
  return {
    '@odata.context': `${odataContext(request, collection, $select)}/$entity`,
    ...select(item, $select, collection),
  };
}

/** A list without query options, such as the owners of an application. */
export function plainList(request: FastifyRequest, value: readonly JsonObject[], collection: Collection): JsonObject {
  return { '@odata.context': odataContext(request, collection), value };
}

/** Options without a dollar sign are none of OData's and are ignored. */
function readOptions(request: FastifyRequest, known: readonly string[]): Record<string, string | undefined> {
  const options = request.query as Record<string, string | undefined>;
  for (const [name, value] of Object.entries(options)) {
    if (Array.isArray(value)) {
      throw malformed(`Query option '${name}' was specified more than once, but it must be specified at most once.`);
    }
    if (name.startsWith('$') && !known.includes(name)) {
      throw unsupportedQuery(`The query parameter '${name}' is not supported here.`);
    }
  }
  return options;
}

function odataContext(request: FastifyRequest, { name, graphOrigin }: Collection, selected?: string): string {
  const version = request.url.split('/')[1];
  return `${graphOrigin()}/${version}/$metadata#${name}${selected ? `(${selected})` : ''}`;
}

function nextLink(request: FastifyRequest, { graphOrigin }: Collection, start: number): string {
  const url = new URL(request.originalUrl, graphOrigin());
  url.searchParams.set('$skiptoken', String(start));
  return url.href;
}

function pageSize(top: string | undefined): number {
  if (top === undefined) return defaultPageSize;
  const size = Number(top);
  if (Number.isInteger(size) && size >= 1 && size <= largestPageSize) return size;
  throw unsupportedQuery(`Invalid page size specified: '${top}'. Must be between 1 and ${largestPageSize} inclusive.`);
}

function select(item: JsonObject, selected: string | undefined, { type, properties }: Collection): JsonObject {
  if (!selected) return item;
  const names = selected.split(',').map((name) => {
    const wanted = name.trim().toLowerCase();
    const property = properties.find((candidate) => candidate.toLowerCase() === wanted);
    if (property !== undefined) return property;
    throw malformed(
      `Parsing OData Select and Expand failed: Could not find a property named '${name.trim()}' on type '${type}'.`,
    );
  });
  return Object.fromEntries(names.map((name) => [name, item[name] ?? null]));
}

/**
 * `property eq 'text'` or `startswith(property,'text')`, both also of an item of a collection, in `any`; a quote within
 * the text is doubled.
 * Source: https://learn.microsoft.com/graph/aad-advanced-queries#service-principal-properties
 */
function readFilter(filter: string): (item: JsonObject) => boolean {
  const any = /^\s*(\w+)\s*\/\s*any\s*\(\s*(\w+)\s*:(.*)\)\s*$/is.exec(filter);
  const condition = readCondition(any?.[3] ?? filter);
  if (condition === undefined || (any !== null && any[2] !== condition.name)) {
    throw unsupportedQuery(`Unsupported or invalid query filter clause: '${filter}'.`);
  }
  const property = (any?.[1] ?? condition.name).toLowerCase();
  return (item) => {
    const name = Object.keys(item).find((candidate) => candidate.toLowerCase() === property);
    const value = name === undefined ? '' : item[name];
    return any === null ? condition.holds(value) : Array.isArray(value) && value.some(condition.holds);
  };
}

/** @returns what is compared, and how; undefined for what is no condition */
function readCondition(text: string): { name: string; holds: (value: unknown) => boolean } | undefined {
  const equals = /^\s*(\w+)\s+eq\s+'((?:[^']|'')*)'\s*$/i.exec(text);
  const starts = /^\s*startswith\(\s*(\w+)\s*,\s*'((?:[^']|'')*)'\s*\)\s*$/i.exec(text);
  const [, name, quoted] = equals ?? starts ?? [];
  if (name === undefined || quoted === undefined) return undefined;
  const wanted = quoted.replaceAll("''", "'").toLowerCase();
  return {
    name,
    holds(value) {
      const given = String(value).toLowerCase();
      return equals === null ? given.startsWith(wanted) : given === wanted;
    },
  };
}
