/** Three significant digits, thousands with commas; a dash for what is not known. */
export function figureText(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return "–";
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size >= 1000) return Math.round(value).toLocaleString("en");
  return value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : Math.min(6, 2 - Math.floor(Math.log10(size))));
}

/** A cell of a table: names as they are, whole numbers without decimals, other figures as {@link figureText}. */
export function cellText(cell: string | number | null): string {
  if (typeof cell === "string") return cell;
  return Number.isInteger(cell) ? Number(cell).toLocaleString("en") : figureText(cell);
}
