/** Remembers values in memory that does not grow with their number. */
export interface ValueFilter {
  add(value: string): void;
  /** True for everything that was added, and for next to nothing else: the error is on the side of hiding. */
  has(value: string): boolean;
}

const bits = 2 ** 28;
const probes = 8;

/** A Bloom filter of 32 MiB: of ten million values it takes one of some ten thousand others for its own. */
export function createValueFilter(): ValueFilter {
  const bytes = new Uint8Array(bits / 8);
  return {
    add(value) {
      const [one, step] = [hash(value, firstSeed), hash(value, secondSeed) | 1];
      for (let probe = 0; probe < probes; probe += 1) {
        const place = ((one + Math.imul(probe, step)) >>> 0) % bits;
        bytes[place >>> 3] = (bytes[place >>> 3] as number) | (1 << (place & 7));
      }
    },
    has(value) {
      const [one, step] = [hash(value, firstSeed), hash(value, secondSeed) | 1];
      for (let probe = 0; probe < probes; probe += 1) {
        const place = ((one + Math.imul(probe, step)) >>> 0) % bits;
        if (((bytes[place >>> 3] as number) & (1 << (place & 7))) === 0) return false;
      }
      return true;
    },
  };
}

const [firstSeed, secondSeed] = [0x811c9dc5, 0x2f0b4a17];

/** FNV-1a over UTF-16 code units, and what mixes its bits. */
function hash(text: string, seed: number): number {
  let value = seed;
  for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
