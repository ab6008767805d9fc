import type { ForeignForm } from '../../problems/foreign-credentials.ts';

/** How other binary files begin, in hex. */
const beginnings: readonly (readonly [hex: string, is: ForeignForm])[] = [
  ['feedfeed', 'jks'],
  ['cececece', 'jceks'],
  ['1ef1b5b0', 'pvk'],
  ['0702000000240000', 'windows-blob'],
  ['0702000000a40000', 'windows-blob'],
  ['504b0304', 'zip'],
  ['1f8b', 'gzip'],
  ['425a68', 'gzip'],
  ['377abcaf271c', '7z'],
  ['fd377a585a00', '7z'],
  ['53514c69746520666f726d6174', 'sqlite'],
  ['0000000043455254', 'serialized-store'],
  ['53616c7465645f5f', 'salted'],
  ['00474954435259505400', 'git-crypt'],
  ['6167652d656e6372797074696f6e2e6f7267', 'age'],
  ['255044462d', 'pdf'],
];

/** Tells binary files of other kinds by how they begin. */
export function recognizeBytes(bytes: Buffer): ForeignForm | undefined {
  const hex = bytes.subarray(0, 32).toString('hex');
  const is = beginnings.find(([beginning]) => hex.startsWith(beginning))?.[1];
  if (is) return is;
  return bytes.includes('\uFFFD\uFFFD') ||
    binaryAsText.test(bytes.subarray(0, 8).toString('utf8').replaceAll('\uFFFD', ''))
    ? 'binary-as-text'
    : undefined;
}

const hosts = String.raw`(?:vault\.azure\.net|vault\.usgovcloudapi\.net|vault\.azure\.cn)`;

/** Bytes that were no UTF-8 became U+FFFD; read as Latin-1 or Windows-1252, DER begins with these characters. */
const binaryAsText = /\uFFFD|^0[\x80-\x84\u201A\u0192\u201E\u20AC]/;

/** What a whole text may be; the first that fits. */
const texts: readonly (readonly [RegExp, ForeignForm])[] = [
  [binaryAsText, 'binary-as-text'],
  [/^\*{3,}$|^•{3,}$|^\[?(?:redacted|masked|hidden)\]?$/i, 'masked'],
  [/^\$\{\{|^\{\{.*\}\}$/s, 'expression'],
  [
    /^\$(?:env:)?\w{1,100}$|^\$\{[^}]{1,200}\}$|^\$\([^)]{1,200}\)$|^%\w{1,100}%$|^#\{[^}]{1,200}\}#?$|^(?:secrets|env|vars|inputs)\.\w+$/i,
    'variable',
  ],
  [
    /^\[object \w+\]$|^(?:System|Microsoft)\.[\w.]+(?:\[\])?$|^(?:undefined|null|none|nil|nan|true|false)$|^<[\w.]+ object at 0x\w+>$/i,
    'type-name',
  ],
  [
    /^<(?!!|\?|html|rsa|[a-z]+[ >].*<\/)[^<>]{1,100}>$|^(?:changeme|change-me|todo|tbd|xxx+|placeholder|your[-_ ].{1,60})$/i,
    'placeholder',
  ],
  [/^(?:0x)?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$|^\{[0-9a-f-]{36}\}$/i, 'guid'],
  [/^(?:[\w -]{0,40}[:=]\s*)?(?:(?:[0-9a-f]{2}[: -]?){20}|(?:[0-9a-f]{2}[: -]?){32})$/i, 'thumbprint'],
  [new RegExp(`^@Microsoft\\.KeyVault\\(|^https://[\\w-]+\\.${hosts}(?:/|$)`, 'i'), 'key-vault-reference'],
  [
    /^(?:op|vault|akv|keyvault|secretref|awssm|gcpsm|ref\+\w+):\/{0,2}\S+$|^arn:aws[\w-]*:|^projects\/[^/]+\/secrets\//i,
    'secret-reference',
  ],
  [/^file:\/\//i, 'path'],
  [/^(?:https?|ftp|s3|gs):\/\/\S+$/i, 'url'],
  [/^eyJ[\w-]+\.[\w-]+\.[\w-]*$/, 'jwt'],
  // Secrets that Entra makes: https://learn.microsoft.com/purview/sit-defn-azure-ad-client-secret
  [/^[\w~.-]{3}\dQ~[\w~.-]{30,40}$/, 'client-secret'],
  [/^PuTTY-User-Key-File-\d/, 'putty-key'],
  [/^(?:ssh-(?:rsa|dss|ed25519)|ecdsa-sha2-\S+|sk-\S+@openssh\.com) AAAA/, 'ssh-public-key'],
  [/^<RSAKeyValue\b|<RSAKeyValue>/, 'xml-key'],
  [/^\s*<!doctype html|^<html\b|<\/html>\s*$|<body\b/i, 'html'],
  [/^<\?xml\b|^<[A-Za-z][\w:.-]*[\s>].*<\/[A-Za-z][\w:.-]*>$/s, 'xml'],
  [/^age-encryption\.org\/v1/, 'age'],
  [/^ENC\[AES256_GCM,|(?:^|\n)[ \t]*"?sops"?:\s/, 'sops'],
  [/^\$ANSIBLE_VAULT;/, 'ansible-vault'],
  [/^version https:\/\/git-lfs\.github\.com\/spec/, 'git-lfs'],
  [/^%PDF-/, 'pdf'],
  [
    /^(?:\$ |sudo )?(?:cat|base64|openssl|certutil|az|gh|echo|Get-Content|\[Convert\]::\w+)\s*[ (].+$|No such file or directory|command not found|is not recognized as|cannot find (?:the|path)|Permission denied|Can't open /s,
    'command',
  ],
  [
    /^(?:~|\.{1,2})?[/\\][^\n]{1,300}\.\w{2,5}$|^[A-Za-z]:[/\\][^\n]{1,300}$|^[\w .\\/-]{1,300}\.(?:pfx|p12|pem|key|crt|cer|der|p7b|jks|ppk|txt)$/i,
    'path',
  ],
];

/** Tells texts that stand in place of a credential. */
export function recognizeText(text: string): ForeignForm | undefined {
  return texts.find(([pattern]) => pattern.test(text))?.[1];
}

/** Tells JSON by its members. */
export function recognizeJson(json: unknown): ForeignForm {
  const has = (...names: string[]) =>
    typeof json === 'object' && json !== null && names.every((name) => Object.hasOwn(json, name));
  if (has('kty') || has('keys')) return 'jwk';
  if (has('sops')) return 'sops';
  if (has('clientSecret') || has('appId', 'password')) return 'azure-login';
  if (has('cer') || has('x509Thumbprint')) return 'key-vault-certificate';
  return 'json';
}

/** Whether it is a private key, only in another format. */
export function isKeyForm(is: ForeignForm): boolean {
  return is === 'openssh-key' || is === 'pgp';
}

/** Labels of PEM that are taken at their word, and what they mean. */
const labels: readonly (readonly [RegExp, ForeignForm])[] = [
  [/^OPENSSHPRIVATEKEY$|^SSH2.*PRIVATEKEY$/, 'openssh-key'],
  [/^SSH2PUBLICKEY$/, 'ssh-public-key'],
  [/^PGP/, 'pgp'],
  [/^AGE/, 'age'],
  [/^(?:NEW)?CERTIFICATEREQUEST$/, 'certificate-request'],
  [/^ATTRIBUTECERTIFICATE$/, 'attribute-certificate'],
  [/PUBLICKEY$/, 'public-key'],
  [/^X509CRL$/, 'revocation-list'],
  [/PARAMETERS$/, 'parameters'],
];

/** Tells blocks of PEM that are neither key nor certificate by their label. */
export function recognizeLabel(label: string): ForeignForm | undefined {
  const compact = label.replaceAll(' ', '');
  return labels.find(([pattern]) => pattern.test(compact))?.[1];
}
