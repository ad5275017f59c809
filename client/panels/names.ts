/** Orders names as Vietnamese readers expect: An, Ănh, Ânh, Ba, Cần, Đông. */
const collator = new Intl.Collator('vi')

export function compareNames(a: string, b: string): number {
  return collator.compare(a, b)
}
