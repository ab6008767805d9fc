export type { MovableClock } from './directory/clock.ts';
export type { Directory } from './directory/directory.ts';
export type { Replication, ReplicationDelay } from './entra/replication.ts';
export type { SeededApplication } from './entra/seed.ts';
export type { Settings } from './entra/settings.ts';
export type { Fault, Faults } from './faults/faults.ts';
export type { Budget, Throttling } from './graph/throttling.ts';
export { type Emulator, type EmulatorOptions, startEmulator } from './server/emulator.ts';
export type { LoggedRequest } from './server/request-log.ts';
