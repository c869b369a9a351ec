/** A number with its thousands apart, as both languages write it. */
export function number(n = 0): string {
  return n.toLocaleString('en-GB');
}
