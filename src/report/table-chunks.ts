import { deflateRawSync } from 'node:zlib';

/** What stands in a cell. */
export type Cell = string | number | null;

/** A column of a chunk: its cells one by one; or, where few values come again and again, those and each row's place. */
export type PackedColumn = Cell[] | { values: Cell[]; at: number[] };

/** Some rows, packed. */
export interface Chunk {
  /** Base64 of deflate-raw of the JSON of all columns. */
  text: string;
  rows: number;
}

/** Packs rows of a table, some thousand at a time, so that no more than those are held as they are. */
export interface ChunkPacker {
  add(row: readonly Cell[]): void;
  /** Rows that wait to be packed. */
  readonly waiting: number;
  /** Whether it is time to {@link pack}. */
  isFull(): boolean;
  /** Packs the rows that wait; there must be some. */
  pack(): Chunk;
}

const mostRows = 4_096;
/** Of text: so that a chunk is no larger where somebody has names without end. */
const mostCharacters = 1024 * 1024;
/** Beyond as many values, deflating makes as little of a column by itself. */
const mostValues = 256;
/** A third of the time of level 6 for some percent more bytes: rows are packed while the list is walked through. */
const level = 4;

export function createChunkPacker(columns: number): ChunkPacker {
  let cells = emptyColumns(columns);
  let rows = 0;
  let characters = 0;
  return {
    add(row) {
      for (const [index, column] of cells.entries()) {
        const cell = row[index] ?? null;
        column.push(cell);
        if (typeof cell === 'string') characters += cell.length;
      }
      rows += 1;
    },
    get waiting() {
      return rows;
    },
    isFull: () => rows >= mostRows || characters >= mostCharacters,
    pack() {
      const text = deflateRawSync(JSON.stringify(cells.map(packedColumn)), { level }).toString('base64');
      const chunk = { text, rows };
      cells = emptyColumns(columns);
      [rows, characters] = [0, 0];
      return chunk;
    },
  };
}

function emptyColumns(columns: number): Cell[][] {
  return Array.from({ length: columns }, () => []);
}

function packedColumn(cells: Cell[]): PackedColumn {
  const places = new Map<Cell, number>();
  const at: number[] = [];
  for (const cell of cells) {
    const place = places.get(cell) ?? places.size;
    if (place >= mostValues) return cells;
    if (place === places.size) places.set(cell, place);
    at.push(place);
  }
  return { values: [...places.keys()], at };
}
