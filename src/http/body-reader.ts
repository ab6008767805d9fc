/** Reads the body of one answer as it comes, so that it need not lie in memory as a whole. */
export interface BodyReader<T> {
  /** Is shown the first bytes, before it is its turn to take them. */
  peek?(chunk: Uint8Array): void;
  /** Takes the next bytes; they are not kept. What is wrong with them is told by `end`. */
  take(chunk: Uint8Array): void;
  /**
   * @returns what the body says
   * @throws SyntaxError when it was cut or cannot be read; Failure when it is not what was asked for
   */
  end(): T;
  /** The answer broke off: what was read of it is of no use. */
  drop(): void;
}

/** Reads a short body as one text. */
export function textBody<T>(parse: (text: string) => T): BodyReader<T> {
  const decoder = new TextDecoder();
  let text = '';
  return {
    take(chunk) {
      text += decoder.decode(chunk, { stream: true });
    },
    end: () => parse(text + decoder.decode()),
    drop() {},
  };
}
