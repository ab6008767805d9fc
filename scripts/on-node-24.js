// Starts a program of this repository: `node scripts/on-node-24.js scripts/demo.ts --open`. Plain JavaScript for whatever
// Node the caller has, because an old one says of TypeScript no more than "Unknown file extension". `--installed` starts
// nothing: it is what `npm ci` ends with.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const wanted = 24;
const root = fileURLToPath(new URL('..', import.meta.url));
const [, , program, ...args] = process.argv;
const isOld = Number.parseInt(process.versions.node, 10) < wanted;
const tooOld = `This needs Node ${wanted} or newer and runs on ${process.versions.node}: "npm ci" without --omit=optional brings Node ${wanted} to Linux, macOS and Windows on x64 and to Linux and macOS on arm64; elsewhere, install it from https://nodejs.org.`;
/** npm judges packages by the Node that it runs on itself; some want 22. */
const whyWarned =
  'Warnings "EBADENGINE" above are about the Node that npm runs on: all of this runs on Node 24 of node_modules, which they are content with.';

if (program === '--installed') {
  // Not a failure: who only reads, or lints with another tool, needs nothing more.
  if (isOld) console.error(tooOld);
  else if (npmWarned()) console.error(whyWarned);
} else if (!existsSync(join(root, 'node_modules', 'yaml'))) {
  console.error(`Nothing is installed in ${root} yet: run "npm ci" there first.`);
  process.exitCode = 1;
} else if (isOld) {
  console.error(tooOld);
  process.exitCode = 1;
} else {
  const path = join(root, program);
  process.argv = [process.argv[0], path, ...args];
  await import(pathToFileURL(path).href);
}

function npmWarned() {
  const [, major] = /\bnode\/v(\d+)/.exec(process.env.npm_config_user_agent ?? '') ?? [];
  return Number(major) < 22;
}
