import { signInDates, signInProperty } from '../../users/user.ts';
import { type AddedProperty, createAddedProperty } from './added-property.ts';

/** When users signed in last. @param folder see {@link createAddedProperty} */
export function createSignInStore(folder: string): AddedProperty {
  return createAddedProperty(folder, signInProperty, (user) => datesOf(user[signInProperty]));
}

/** @returns the three dates; the ids of requests beside them would only make each day differ from the one before */
function datesOf(activity: unknown): unknown {
  if (activity === null || activity === undefined) return null;
  const sent = activity as Record<string, unknown>;
  return Object.fromEntries(signInDates.map((name) => [name, sent[name] ?? null]));
}
