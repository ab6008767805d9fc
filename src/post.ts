import { clearFolder } from './disk/clear-folder.ts';

// When the job ends: what the audit left in RUNNER_TEMP goes, however it ended. This never fails the job, and loads
// nothing that it does not need.
const { STATE_folder: folder = '', RUNNER_TEMP: temporary = '' } = process.env;

try {
  if (folder !== '' && temporary !== '' && clearFolder(folder, temporary)) {
    process.stdout.write('Removed what the audit had left on this runner.\n');
  }
} catch (error) {
  const { code } = error as { code?: unknown };
  const reason = /^E[A-Z]{1,20}$/.exec(String(code))?.[0] ?? 'it is not known why';
  process.stdout.write(
    `::warning title=Entra user audit::What the audit left in RUNNER_TEMP could not be removed (${reason}).\n`,
  );
}
