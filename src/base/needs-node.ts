/** As action.yml asks for it. Whoever starts a program by hand may have another, which fails while it loads the others. */
const oldest = 24;

if (Number.parseInt(process.versions.node, 10) < oldest) {
  console.error(`This needs Node ${oldest} or newer and runs on ${process.versions.node}.`);
  process.exit(1);
}
