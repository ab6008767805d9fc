import { spawn } from 'node:child_process';

/** Milliseconds. Some systems have a program that ends with the browser: nobody waits for that. */
const patience = 3_000;

/** Opens a file with the program that the system has for it, and tells where that comes to nothing. */
export function openFile(path: string): void {
  const programs: Partial<Record<NodeJS.Platform, string[]>> = { darwin: ['open'], win32: ['cmd', '/c', 'start', ''] };
  const [program = '', ...args] = programs[process.platform] ?? ['xdg-open'];
  const child = spawn(program, [...args, path], { detached: true, stdio: 'ignore' });
  const timer = setTimeout(() => child.unref(), patience);
  const tell = (why: string) => console.log(`(${program} ${why}: open the file yourself.)`);
  child
    .on('error', () => tell('could not be started'))
    .on('exit', (code) => {
      if (code !== 0) tell(`ended with exit code ${code}`);
    });
  for (const event of ['error', 'exit']) child.on(event, () => clearTimeout(timer));
}
