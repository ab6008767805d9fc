/**
 * Values in words, as people see them.
 *
 * @returns {import('./parts.d.ts').TextPart}
 */
export function text() {
  // Joined pictures and flags, and joiners between letters of scripts that are written with them, stay what they are:
  // https://www.unicode.org/reports/tr31/#Layout_and_Format_Control_Characters
  const scripts =
    '\\p{Script=Arabic}\\p{Script=Syriac}\\p{Script=Mongolian}\\p{Script=Devanagari}\\p{Script=Bengali}\\p{Script=Gurmukhi}\\p{Script=Gujarati}\\p{Script=Oriya}\\p{Script=Tamil}\\p{Script=Telugu}\\p{Script=Kannada}\\p{Script=Malayalam}\\p{Script=Sinhala}\\p{Script=Khmer}\\p{Script=Myanmar}';
  const letter = `[[${scripts}]&&[\\p{L}\\p{M}]]`;
  const virama = '[\\u094d\\u09cd\\u0a4d\\u0acd\\u0b4d\\u0bcd\\u0c4d\\u0ccd\\u0d4d\\u0dca]';
  const picture = '\\p{Extended_Pictographic}[\\ufe0f\\p{Emoji_Modifier}]?';
  const kept = [
    `${picture}(?:\\u200d${picture})+`,
    '\\u{1f3f4}[\\u{e0030}-\\u{e0039}\\u{e0061}-\\u{e007a}]{1,8}\\u{e007f}',
    `(?<=${letter})[\\u200c\\u200d](?=${letter})`,
    `(?<=${virama})\\u200d`,
    // They are seen: https://www.unicode.org/reports/tr44/#Prepended_Concatenation_Mark
    '[\\u0600-\\u0605\\u06dd\\u070f\\u08e2]',
  ];
  const unseen = '[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Co}\\p{Cs}]';
  const signs = new RegExp(`(${kept.join('|')})|${unseen}`, 'gv');

  const shown = (/** @type {unknown} */ value) =>
    String(value ?? '').replace(signs, (sign, whole) => {
      if (whole !== undefined) return sign;
      const code = sign.codePointAt(0) ?? 0;
      return `\u27e8U+${code.toString(16).toUpperCase().padStart(4, '0')}\u27e9`;
    });

  /** @type {Readonly<Record<string, string>>} */
  const labels = {
    displayName: 'Name',
    userPrincipalName: 'User principal name',
    accountEnabled: 'State',
    userType: 'Type',
    assignedLicenses: 'Licences',
    createdDateTime: 'Created',
    deletedDateTime: 'Deleted',
    externalUserState: 'Invitation',
    externalUserStateChangeDateTime: 'Invitation changed',
    employeeId: 'Employee id',
    proxyAddresses: 'Addresses',
    id: 'Id',
  };
  const label = (/** @type {string} */ property) => {
    const words = property.replace(/([a-z\d])([A-Z])/g, '$1 $2').replace(/ Date Time$/, '');
    return labels[property] ?? words.charAt(0).toUpperCase() + words.slice(1).toLowerCase();
  };

  /** @type {(property: string, value: unknown) => string} */
  const value = (property, given) => {
    if (given === null || given === undefined || given === '') return 'none';
    if (property === 'accountEnabled' && typeof given === 'boolean') return given ? 'enabled' : 'disabled';
    if (typeof given === 'boolean') return given ? 'yes' : 'no';
    if (Array.isArray(given)) return given.length === 0 ? 'none' : given.map((item) => value('', item)).join(', ');
    if (typeof given === 'object') {
      // Digits that JavaScript cannot hold: the letter is written where they still are.
      const raw = /** @type {{ rawJSON?: unknown }} */ (given).rawJSON;
      if (typeof raw === 'string' && Object.keys(given).length === 1) return raw;
      return JSON.stringify(given);
    }
    const date = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?Z$/.exec(String(given));
    return date ? `${date[1]} ${date[2]} UTC` : String(given);
  };

  return { shown, value, label, count: (number) => number.toLocaleString('en-US') };
}
