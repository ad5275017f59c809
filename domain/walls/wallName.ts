/** A wall's name as it stands in its address: `Phòng họp giao ban` → `phong-hop-giao-ban`. */
function addressName(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
}

/** The wall that an address names: by its id, or by its name. */
export function namedWall<W extends { readonly wall: string; readonly name: string }>(
  walls: Iterable<W>,
  named: string,
): W | undefined {
  const all = [...walls]
  return all.find(({ wall }) => wall === named) ?? all.find(({ name }) => addressName(name) === addressName(named))
}
