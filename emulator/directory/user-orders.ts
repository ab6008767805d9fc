import { createNumberOrder, createTextOrder, type GrowingOrder, type Order } from './orders.ts';
import type { Overlay } from './overlay.ts';
import type { SeedFacts } from './seed-facts.ts';

export type OrderName = 'id' | 'createdDateTime' | 'displayName' | 'userPrincipalName';

/** The orders in which users are listed, each made when it is first asked for. */
export interface UserOrders {
  order(name: OrderName): Order;
  /** Takes in a user who has just been created. */
  insert(index: number): void;
  /** The cursor before the first user created at or after these seconds; null: before those without a date. */
  createdCursor(seconds: number | null): number;
}

/** Indexes below 2^21 and seconds below 2^32 share the 53 bits of a safe integer. */
const indexSpan = 2 ** 21;
const noDate = 2 ** 32 - 1;

export function createUserOrders(overlay: Overlay, facts: SeedFacts): UserOrders {
  const byNumber: { id?: GrowingOrder; createdDateTime?: GrowingOrder } = {};
  const byText = new Map<OrderName, { version: number; order: Order }>();
  return {
    order(name) {
      if (name === 'id') {
        byNumber.id ??= createIdOrder(overlay, facts);
        return byNumber.id;
      }
      if (name === 'createdDateTime') {
        byNumber.createdDateTime ??= createCreationOrder(overlay);
        return byNumber.createdDateTime;
      }
      let built = byText.get(name);
      if (built?.version !== overlay.version) {
        const textOf = (index: number) => String(overlay.value(index, name) ?? '').toLowerCase();
        built = { version: overlay.version, order: createTextOrder(overlay.indexes, textOf, facts.idKey) };
        byText.set(name, built);
      }
      return built.order;
    },
    insert(index) {
      byNumber.id?.insert(index);
      byNumber.createdDateTime?.insert(index);
    },
    createdCursor,
  };
}

function createIdOrder(overlay: Overlay, facts: SeedFacts): GrowingOrder {
  const keys = new Uint32Array(overlay.indexes).map((_, index) => facts.idKey(index));
  return createNumberOrder(keys, facts.idKey, facts.indexOfKey);
}

function createCreationOrder(overlay: Overlay): GrowingOrder {
  const keyOf = (index: number) => createdCursor(overlay.createdSeconds(index)) + index;
  const keys = new Float64Array(overlay.indexes).map((_, index) => keyOf(index));
  return createNumberOrder(keys, keyOf, (key) => key % indexSpan);
}

function createdCursor(seconds: number | null): number {
  return (seconds === null ? noDate : Math.min(Math.max(seconds, 0), noDate - 1)) * indexSpan;
}
