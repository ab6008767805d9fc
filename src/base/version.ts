/** The version of this Action; `npm run check` compares it with package.json, which a bundle cannot read. */
export const version = '0.1.0';
