/** Watches that the other side is not silent for too long. */
export interface Silence {
  /** A byte has come or has left, or is asked for again. */
  broken(): void;
  /** Nobody asks for a byte until `broken` is called. */
  expected(): void;
  end(): void;
}

/**
 * @param timeout milliseconds
 * @param onSilence told once, when nothing has come or left for so long
 */
export function createSilence(timeout: number, onSilence: () => void): Silence {
  let isExpected = false;
  const timer = setTimeout(() => (isExpected ? timer.refresh() : onSilence()), timeout);
  return {
    broken() {
      isExpected = false;
      timer.refresh();
    },
    expected() {
      isExpected = true;
    },
    end: () => clearTimeout(timer),
  };
}
