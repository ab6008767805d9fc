/** node-forge's parts one by one: its types describe only the whole library, which is many times as large. */
declare module 'node-forge/lib/rc2.js' {
  import { rc2 } from 'node-forge';
  export default rc2;
}
declare module 'node-forge/lib/util.js' {
  import { util } from 'node-forge';
  export default util;
}
