/** What a text should have been instead: a phrase that goes on from "it takes", and a guess where there is one. */
export interface Expected {
  takes: string;
  hint?: string;
}

/** What a text says, or what it should have said. */
export type Parsed<T> = { value: T } | Expected;
