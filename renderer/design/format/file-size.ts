const UNITS = [
  { unit: 'GB', bytes: 1e9 },
  { unit: 'MB', bytes: 1e6 },
] as const;
const SMALLEST = { unit: 'kB', bytes: 1e3 } as const;

/** A file's size as people read it: `36 kB`, `1.2 MB`. One decimal below ten. */
export function formatFileSize(size: number): string {
  const { unit, bytes } = UNITS.find((each) => size >= each.bytes) ?? SMALLEST;
  const value = size / bytes;
  return `${value < 10 ? Math.round(value * 10) / 10 : Math.round(value)} ${unit}`;
}
