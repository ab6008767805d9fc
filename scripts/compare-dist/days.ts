import type { Fault } from '../../emulator/index.ts';
import type { ActionInputs } from '../../test/harness/action-manifest.ts';
import type { World, WorldOptions } from '../../test/harness/world.ts';
import { changeOvernight } from '../demo-night.ts';
import type { AuditOptions, Scenario } from './play.ts';

/** What a tenant is like before the first audit, and how the Action is run. */
export interface Setting {
  world?: WorldOptions;
  prepare?(world: World): unknown;
  faults?: Fault[];
  options?: AuditOptions;
}

const day = 24 * 60 * 60 * 1000;

/**
 * The same workflow on two days: a first audit, a night of changes, and an audit that compares.
 *
 * @param other inputs that are added on the second day
 */
export function twoDays(name: string, inputs: ActionInputs, setting: Setting = {}, other: ActionInputs = {}): Scenario {
  return {
    name,
    ...(setting.world && { world: setting.world }),
    async play({ world, audit }) {
      await arrange(world, setting);
      await audit(inputs, setting.options);
      night(world);
      await audit({ ...inputs, ...other }, setting.options);
    },
  };
}

/** A single audit that publishes no artifact; several inputs make several of them. */
export function oneDay(name: string, inputs: ActionInputs | ActionInputs[], setting: Setting = {}): Scenario {
  return {
    name,
    world: { users: 3, ...setting.world },
    async play({ world, audit }) {
      await arrange(world, setting);
      for (const each of [inputs].flat()) await audit({ publish: 'none', ...each }, setting.options);
    },
  };
}

async function arrange(world: World, { prepare, faults = [] }: Setting): Promise<void> {
  await prepare?.(world);
  for (const fault of faults) world.emulator.faults.add(fault);
}

/** Changes the directory, and it is the next day. */
export function night({ emulator }: World): void {
  changeOvernight(emulator.directory, emulator.domain);
  emulator.clock.advance(day);
}
