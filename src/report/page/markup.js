/**
 * Makes elements. Whatever comes from the directory goes in as text, never as markup, and as {@link TextPart.shown} has
 * it.
 *
 * @param {Pick<import('./parts.d.ts').Page, 'text'>} page
 * @returns {import('./parts.d.ts').H}
 */
export function markup({ text }) {
  return (tag, attributes, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    for (const child of children) {
      element.append(typeof child === 'string' ? text.shown(child) : /** @type {Node} */ (child));
    }
    return element;
  };
}
