/** node-forge's parts one by one: its types describe only the whole library, which is five times as large. */
declare module 'node-forge/lib/asn1.js' {
  import { asn1 } from 'node-forge';
  export default asn1;
}
declare module 'node-forge/lib/pkcs12.js' {
  import { pkcs12 } from 'node-forge';
  export default pkcs12;
}
declare module 'node-forge/lib/pki.js' {
  import { pki } from 'node-forge';
  export default pki;
}
declare module 'node-forge/lib/util.js' {
  import { util } from 'node-forge';
  export default util;
}
