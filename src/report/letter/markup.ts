import { escapeHtml } from '../../base/safe-text.ts';
import { shared } from '../page/index.js';
import type { Child, H } from '../page/parts.d.ts';

/** A piece of the page, as text with tags in it. Only this file makes one. */
export class Html {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

/** Elements of HTML that have no end. */
const empty = new Set(['br', 'input']);
/** A value of many kilobytes is for the dialog, not for the letter. */
const longest = 2_000;

/**
 * Makes an element. Text becomes text, whatever stands in it, and what cannot be seen of it is shown by its number.
 *
 * @param tag our own word, as are the names of attributes
 */
export function h(
  tag: string,
  attributes: Readonly<Record<string, string>>,
  ...children: (Child | Html | readonly Html[])[]
): Html {
  const given = Object.entries(attributes).map(([name, value]) => ` ${name}="${textOf(value)}"`);
  const inner = children.flat().map((child) => (typeof child === 'string' ? textOf(child) : String(child)));
  return new Html(`<${tag}${given.join('')}>${inner.join('')}${empty.has(tag) ? '' : `</${tag}>`}`);
}

/** Pieces behind one another. */
export function all(...pieces: readonly Html[]): Html {
  return new Html(pieces.join('\n'));
}

export const nothing = new Html('');

const parts = shared(h as H);
/** How text and persons are told here and in the page. */
export const { text, views } = parts;

function textOf(value: string): string {
  const shown = parts.text.shown(value);
  return escapeHtml(shown.length > longest ? `${shown.slice(0, longest)}…` : shown);
}
