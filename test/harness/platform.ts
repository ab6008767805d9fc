/** Why a test cannot run here, for `skip`: Windows knows no signal that a process could catch, and ends it at each. */
export const noSignals = process.platform === 'win32' && 'Windows has no signals';

/** Whether the mode of a file says who may read it. */
export const hasModes = process.platform !== 'win32';
