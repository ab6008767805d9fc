import { deflateRawSync } from 'node:zlib';

/** What stands in a cell. */
export type Cell = string | number | null;

/**
 * A column of a chunk: its cells one by one; or, where few values come again and again, those and each row's place; or,
 * where every cell is a GUID, base64 of sixteen bytes for each; or, where most cells are those of an earlier column, as
 * mail is mostly the user's name, that column's place and the others by their rows.
 */
export type PackedColumn =
  | Cell[]
  | { values: Cell[]; at: string }
  | { guids: string }
  | { as: number; but: [row: number, cell: Cell][] };

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
/** Half the time of level 6 for some percent more bytes: rows are packed while the list is walked through. */
const level = 1;

export function createChunkPacker(columns: number): ChunkPacker {
  let cells = emptyColumns(columns);
  let rows = 0;
  let characters = 0;
  return {
    add(row) {
      for (let index = 0; index < columns; index += 1) {
        const cell = row[index] ?? null;
        cells[index]?.push(cell);
        if (typeof cell === 'string') characters += cell.length;
      }
      rows += 1;
    },
    get waiting() {
      return rows;
    },
    isFull: () => rows >= mostRows || characters >= mostCharacters,
    pack() {
      const text = deflateRawSync(
        JSON.stringify(cells.map((column, index) => packedColumn(column, cells.slice(0, index)))),
        { level },
      ).toString('base64');
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

function packedColumn(cells: Cell[], earlier: readonly Cell[][]): PackedColumn {
  const places = new Map<Cell, number>();
  const at = Buffer.alloc(cells.length);
  let last: Cell | undefined;
  let place = 0;
  for (let row = 0; row < cells.length; row += 1) {
    const cell = cells[row] ?? null;
    // Most are as the one before: looking for them takes longer.
    if (cell !== last) {
      place = places.get(cell) ?? places.size;
      if (place >= mostValues) return guidsOf(cells) ?? likeEarlier(cells, earlier) ?? cells;
      if (place === places.size) places.set(cell, place);
      last = cell;
    }
    at[row] = place;
  }
  return { values: [...places.keys()], at: at.toString('base64') };
}

function likeEarlier(cells: readonly Cell[], earlier: readonly Cell[][]): PackedColumn | undefined {
  const as = earlier.findIndex((others) => isMostly(cells, others));
  if (as < 0) return undefined;
  const others = earlier[as] as Cell[];
  return { as, but: cells.flatMap((cell, row) => (cell === others[row] ? [] : [[row, cell] as [number, Cell]])) };
}

/** Nothing is made before it is known: most columns are like no other. */
function isMostly(cells: readonly Cell[], others: readonly Cell[]): boolean {
  let differing = 0;
  for (let row = 0; row < cells.length; row += 1) {
    if (cells[row] === others[row]) continue;
    differing += 1;
    if (differing > cells.length / 4) return false;
  }
  return true;
}

const guid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

/** Ids are more than half of what everybody costs the page, and as text twice what is in them. */
function guidsOf(cells: readonly Cell[]): PackedColumn | undefined {
  if (!cells.every((cell) => typeof cell === 'string' && guid.test(cell))) return undefined;
  return { guids: Buffer.from(cells.join('').replaceAll('-', ''), 'hex').toString('base64') };
}
