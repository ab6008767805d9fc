/**
 * What programs in other languages use of this folder: see PulumiPlugin.yaml. Not TypeScript, because Pulumi would compile
 * that with the options of the program that asks, which are not ours; Node itself strips the types of what is imported.
 */
export { DirectoryReader } from './directory-reader.ts';
