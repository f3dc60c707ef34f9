const STEP = /[^.[\]]+/g;

/** `metrics[2].unit` → ['metrics', '2', 'unit'] */
export function stepsOf(path: string): string[] {
  return path.match(STEP) ?? [];
}
