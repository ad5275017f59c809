/** A deployment's own vector tiles, as screens know them. */
export interface Basemap {
  /** Changes with the file. */
  readonly digest: string
  /** Layers of its tiles, by the names the file gives them. */
  readonly layers: readonly string[]
  /** Whom its licence asks to be named, as text; empty where it says nothing. */
  readonly attribution: string
}
