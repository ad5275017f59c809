let reader: string | undefined

/** Tells whose page this is: what is sent from it is theirs. @param id account; undefined: nobody has signed in, or it is a wall's */
export function setReaderOfPage(id: string | undefined): void {
  reader = id
}

/** Account of the person whose page this is, as the hub said last, also of whoever reads without a line; undefined: nobody's. */
export function readerOfPage(): string | undefined {
  return reader
}
