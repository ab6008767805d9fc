import { spawn } from 'node:child_process';

/** Opens a file with the program that the system has for it, and does not wait for that. */
export function openFile(path: string): void {
  const programs: Partial<Record<NodeJS.Platform, string[]>> = { darwin: ['open'], win32: ['cmd', '/c', 'start', ''] };
  const [program = '', ...args] = programs[process.platform] ?? ['xdg-open'];
  const child = spawn(program, [...args, path], { detached: true, stdio: 'ignore' });
  child.on('error', () => console.log(`(${program} could not be started: open the file yourself.)`));
  child.unref();
}
