import { createContext } from 'react'
import type { Reader } from './kept.ts'

/** Who reads without a line what was kept; undefined: the hub itself has said who asks. */
export const KeptReaderContext = createContext<Reader | undefined>(undefined)
