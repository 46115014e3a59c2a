/** How the CLI shows results to a person: lists as aligned tables, everything else as `name: value`. */

/** Columns that a character takes on a terminal: two for CJK and full-width forms. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(character) ? 2 : 1;
  return width;
}

function cellText(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

export function formatTable(rows: readonly Record<string, unknown>[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = [columns, ...rows.map((row) => columns.map((column) => cellText(row[column])))];
  const widths = columns.map((_, index) => Math.max(...lines.map((line) => widthOf(line[index] ?? ''))));
  return lines
    .map((line) =>
      line
        .map((cell, index) => cell + ' '.repeat(Math.max(0, (widths[index] ?? 0) - widthOf(cell))))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

export function formatResult(value: unknown): string {
  if (typeof value !== 'object' || value === null) return cellText(value);
  const { rows, ...rest } = value as { rows?: unknown };
  const parts: string[] = [];
  for (const [name, field] of Object.entries(rest)) parts.push(`${name}: ${cellText(field)}`);
  if (Array.isArray(rows) && rows.length > 0) parts.push(formatTable(rows as Record<string, unknown>[]));
  return parts.join('\n');
}
