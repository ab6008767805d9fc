import assert from 'node:assert/strict';
import { ConfigError, type ConfigSource, readConfig } from '../config.ts';

/** @param config values of the stack, names without the project's; objects and lists as they are */
export function sourceOf(config: object, environment: ConfigSource['environment'] = {}): ConfigSource {
  const values = Object.entries(config).map(([name, value]) => [
    name.includes(':') ? name : `entra-user-audit:${name}`,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  return { values: Object.fromEntries(values), project: 'entra-user-audit', environment };
}

/** What is wrong with a config; empty when it is taken. */
export function problemsOf(config: object, environment: ConfigSource['environment'] = {}): readonly string[] {
  try {
    readConfig(sourceOf(config, environment));
    return [];
  } catch (error) {
    assert.ok(error instanceof ConfigError, String(error));
    return error.problems;
  }
}
