import { useEffect } from 'react'
import type { Fact } from '../../../domain/matters/fact.ts'

interface Read {
  readonly data: { readonly facts: readonly Pick<Fact, 'version'>[] } | undefined
  refetch(): unknown
}

/** A matter's row comes by itself; what has happened to it is asked for again when the row says that there is more. */
export function useNewFacts({ data, refetch }: Read, version: number | undefined): void {
  const known = data?.facts.length
  useEffect(() => {
    if (known !== undefined && version !== undefined && known < version) void refetch()
  }, [known, version, refetch])
}
