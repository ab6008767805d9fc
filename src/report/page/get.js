/**
 * Finds an element that the page always has.
 *
 * @returns {(id: string) => HTMLElement}
 */
export function get() {
  return (id) => /** @type {HTMLElement} */ (document.getElementById(id));
}
